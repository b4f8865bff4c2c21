// What start and test have in common: a clone with any Node from 20 becomes one that can run everything.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchAncestors } from './ancestors.mjs';
import { checkDisk } from './disk.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { node24, top } from './paths.mjs';
import { SetupError, step } from './report.mjs';
import { ensureVenv } from './venv.mjs';

const MIN_NODE = 20;

/** Installs what is missing. `embedded`: the embedded AWS too; `install` false: says what is missing instead. */
export async function setUp({ embedded, install = true }) {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
    throw new SetupError(
      `Node ${process.versions.node} is too old.`,
      `Any Node from ${MIN_NODE} will do: it only starts the project's own.`,
    );
  }
  if (process.platform === 'win32') throw new SetupError('Windows is not supported.', 'In WSL it works.');
  checkDisk();
  await step('npm packages', (note) => ensureNodeModules(note, { install }));
  if (embedded) await step('LocalStack in a virtual environment', (note) => ensureVenv(note, { install }));
}

/** Whether the Node that runs this is the project's own. */
function isProjectNode() {
  const wanted = JSON.parse(readFileSync(join(top, 'node_modules', 'node', 'package.json'), 'utf8')).version;
  return process.versions.node === wanted;
}

/**
 * Goes on with `entry` under the project's own Node: here if this is it, else in a child that ends when we do.
 * The exit status is the entry's.
 */
export async function continueWith(entry, args) {
  const file = join(top, entry);
  if (isProjectNode()) {
    const { main } = await import(file);
    process.exit(await main(args));
  }
  // Stays alive on Ctrl-C: the child gets it as well, tidies up, and its end is ours.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal === 'SIGINT' ? 0 : signal));
  const child = spawn(node24, [join(top, 'infra/local/setup/child.mjs'), file, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${join(top, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
    },
  });
  watchAncestors(() => child.disconnect());
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  process.exit(status);
}
