import { spawn } from 'node:child_process';

/** Runs a command to its end. @returns {Promise<{ status: number, output: string }>} output of both streams, its last 64 KiB */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-65_536);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({ status: status ?? 1, output: signal === null ? output : `${output}\n(ended by ${signal})` });
    });
  });
}

/** The end of a long output, indented, for an error message. */
export function tail(output, lines = 15) {
  return output
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}
