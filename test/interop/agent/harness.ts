/** Runs the real agent script under a shell of choice, with nothing of this machine's settings or state. */
import { createCipheriv } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOKEN } from '../../support/fake-api.ts';

const AGENT_FOLDER = join(import.meta.dirname, '../../../clients/agent');
/** The agent; where small faults are put into it (docs/mutation.md), one with a fault. */
export const AGENT = process.env['PURGATORY_TEST_AGENT'] ?? join(AGENT_FOLDER, 'purgatory-agent');
/** What its packages hold beside it. */
export const PACKAGED_FILES = join(AGENT_FOLDER, 'packaging/files');

/** Functions of the agent, to be called by themselves. */
export function functionsOf(...names: readonly string[]): string[] {
  const agent = readFileSync(AGENT, 'utf8');
  // Where the agent tells what it came to, they do as well.
  const tells = agent.split('\n').filter((line) => line.startsWith('ran_here() {'));
  const functions = names.map((name) => {
    const text = new RegExp(`^${name}\\(\\) \\{$.*?^\\}$`, 'ms').exec(agent)?.[0];
    if (text === undefined) throw new Error(`the agent has no function ${name}`);
    return text;
  });
  return [...tells, ...functions];
}

/** Lines of the agent that set a value for all of it. */
export function settingsOf(...names: readonly string[]): string[] {
  const lines = readFileSync(AGENT, 'utf8').split('\n');
  return names.map((name) => {
    const line = lines.find((each) => new RegExp(`(^|; )${name}=`).test(each));
    if (line === undefined) throw new Error(`the agent sets no ${name}`);
    return line;
  });
}

/** What a script prints that has these functions of the agent, one line an element; it has to keep still on standard error. */
export async function printed(
  box: Sandbox,
  functions: readonly string[],
  ...lines: readonly string[]
): Promise<string[]> {
  const script = ['set -u', 'LC_ALL=C', `tmp='${box.root}'`, ...functionsOf(...functions), ...lines].join('\n');
  const { stdout, stderr } = await box.runScript(script);
  if (stderr !== '') throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

export const curlMissing = !has('curl');

export interface Shell {
  readonly name: string;
  readonly argv: readonly string[];
  readonly missing: string | undefined;
}

export const SHELLS: readonly Shell[] = [
  { name: 'dash', argv: ['dash'], missing: has('dash') ? undefined : 'dash is not installed' },
  { name: 'busybox ash', argv: ['busybox', 'sh'], missing: has('busybox') ? undefined : 'busybox is not installed' },
  { name: 'bash --posix', argv: ['bash', '--posix'], missing: has('bash') ? undefined : 'bash is not installed' },
];

export function shellNamed(name: string): Shell {
  return SHELLS.find((shell) => shell.name === name) ?? { name, argv: [], missing: `${name} is not known` };
}

/** A directory that holds busybox's applets and curl, and nothing else: what a small initramfs has. */
function busyboxPath(directory: string): string {
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  const applets = spawnSync('busybox', ['--list'], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
  const which = (name: string): string =>
    spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  const busybox = which('busybox');
  for (const applet of applets) symlinkSync(busybox, join(bin, applet));
  symlinkSync(which('curl'), join(bin, 'curl'));
  return bin;
}

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Sandbox {
  readonly directory: string;
  readonly root: string;
  /** Starts the agent; `done` settles when it has ended. */
  start(args: readonly string[], env?: Record<string, string>): { child: ChildProcess; done: Promise<Result> };
  run(args: readonly string[], env?: Record<string, string>): Promise<Result>;
  /** Starts another script, of a file, in the agent's place. */
  startFile(file: string, args: readonly string[], env?: Record<string, string>): ReturnType<Sandbox['start']>;
  /** Runs another script in the agent's place. */
  runScript(text: string): Promise<Result>;
  /** Writes a file below the sandbox's root, with its directories, and answers its path. */
  write(path: string, content: string | Uint8Array): string;
  /** Puts a shell script in the place of a tool: it comes first on the agent's path. */
  tool(name: string, script: string): void;
  remove(): void;
}

/** A root of its own, with a token and settings for the service at `url`. */
export function sandbox(shell: Shell, url: string, token = TOKEN): Sandbox {
  const directory = mkdtempSync(join(tmpdir(), 'purgatory agent '));
  const root = join(directory, 'root');
  const path = shell.name.startsWith('busybox') ? busyboxPath(directory) : (process.env['PATH'] ?? '');
  const tools = join(directory, 'tools');
  mkdirSync(tools);
  function run(args: readonly string[], env: Record<string, string>) {
    const [command = 'sh', ...first] = shell.argv;
    const file = command === 'busybox' ? '/bin/busybox' : command;
    const child = spawn(file, [...first, ...args], {
      env: { PATH: `${tools}:${path}`, PURGATORY_ROOT: root, TMPDIR: directory, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const done = new Promise<Result>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => {
        resolve({ status, stdout, stderr });
      });
    });
    return { child, done };
  }
  const box: Sandbox = {
    directory,
    root,
    start: (args, env) => box.startFile(AGENT, args, env),
    startFile: (file, args, env = {}) => run([file, ...args], env),
    run: (args, env) => box.start(args, env).done,
    runScript: (text) => run(['-c', text], {}).done,
    write(name, content) {
      const file = join(root, name);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    tool(name, script) {
      writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    },
    remove() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
  box.write(
    'etc/purgatory/agent.conf',
    `# the service\nURL=${url}\nRETRY_SECONDS=0\nMAX_ATTEMPTS = 4\n`.replace(' = ', '='),
  );
  writeFileSync(box.write('etc/purgatory/token', ''), `${token}\n`, { mode: 0o600 });
  spawnSync('chmod', ['600', join(root, 'etc/purgatory/token')]);
  return box;
}

/** Reproducible bytes that look like a dump: pseudo-random, with a run of zeros. */
export function fakeDump(sizeBytes: number, seed = 1): Buffer {
  const key = Buffer.alloc(16, seed);
  const bytes = createCipheriv('aes-128-ctr', key, key).update(Buffer.alloc(sizeBytes));
  bytes.fill(0, 131_072, Math.min(sizeBytes, 196_608));
  return bytes;
}
