/**
 * The agent's packages in a root of their own, made of this machine's programs: installed, upgraded, taken away and purged by dpkg and by
 * rpm, whose scripts run there (chroot). What an operator has changed or disabled stays so.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildPackages } from '../../clients/agent/packaging/build.ts';
import { skipHere } from '../support/oracles.ts';
import { commandPath, missing } from '../support/outside.ts';

const VERSIONS = ['1.0.0', '1.0.1', '1.0.2'] as const;
const SERVICE = 'etc/systemd/system/multi-user.target.wants/purgatory-agent.service';
const TIMER = 'etc/systemd/system/timers.target.wants/purgatory-agent.timer';
const CONFIG = 'etc/purgatory/agent.conf';

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status ?? 'no status'}\n${stdout}${stderr}`);
  return stdout;
}

/** A program and the libraries that it is linked with, at the same paths below `root`. */
function copyProgram(root: string, path: string): void {
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  const libraries = [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] ?? '');
  for (const file of [path, ...libraries]) copyPath(root, file);
}

function copyPath(root: string, path: string): void {
  const target = join(root, path);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(realpathSync(path), target, { recursive: true, dereference: true });
}

/** As a distribution with one /usr has it: a shell, systemctl, and what Debian's scripts call. */
function makeRoot(programs: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'purgatory-root-'));
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(root, name));
  }
  for (const program of programs) copyProgram(root, commandPath(program) ?? program);
  symlinkSync('dash', join(root, 'usr/bin/sh'));
  for (const name of ['etc/systemd/system', 'var/lib', 'dev', 'tmp', 'run'])
    mkdirSync(join(root, name), { recursive: true });
  // What is written there is nobody's business; a device could not be made everywhere.
  writeFileSync(join(root, 'dev/null'), '');
  return root;
}

interface Manager {
  readonly needs: readonly string[];
  makeRoot(): string;
  install(root: string, file: string): void;
  remove(root: string): void;
}

const MANAGERS: Readonly<Record<'deb' | 'rpm', Manager>> = {
  deb: {
    needs: ['dpkg', 'dash', 'systemctl', 'deb-systemd-helper', 'perl', 'rm', 'ldd', 'chroot'],
    makeRoot() {
      const root = makeRoot(['dash', 'rm', 'systemctl', 'perl']);
      copyPath(root, commandPath('deb-systemd-helper') ?? '');
      for (const line of run('perl', '-e', 'print join("\\n", grep { -d } @INC)').split('\n')) copyPath(root, line);
      mkdirSync(join(root, 'var/lib/dpkg/info'), { recursive: true });
      mkdirSync(join(root, 'var/lib/dpkg/updates'));
      writeFileSync(join(root, 'var/lib/dpkg/status'), '');
      return root;
    },
    install(root, file) {
      run('dpkg', `--root=${root}`, '--force-depends', '--force-confold', '--install', file);
    },
    remove(root) {
      run('dpkg', `--root=${root}`, '--remove', 'purgatory-agent');
    },
  },
  rpm: {
    needs: ['rpm', 'dash', 'systemctl', 'ldd', 'chroot'],
    makeRoot: () => makeRoot(['dash', 'systemctl']),
    install(root, file) {
      run('rpm', `--root=${root}`, ...forced(), '--nodeps', '--nosignature', '-U', file);
    },
    remove(root) {
      run('rpm', `--root=${root}`, ...forced(), '--nodeps', '-e', 'purgatory-agent');
    },
  },
};

/** Debian's rpm wants to be told that it is meant. */
function forced(): string[] {
  const { stderr } = spawnSync('rpm', ['--force-debian', '--version'], { encoding: 'utf8' });
  return stderr === '' ? ['--force-debian'] : [];
}

const isRoot = process.getuid?.() === 0;

describe.each(Object.entries(MANAGERS))('the agent’s .%s', (format, manager) => {
  const lacks = [...missing({ commands: [...manager.needs] }), ...(isRoot ? [] : ['the rights of root, for chroot'])];
  if (lacks.length > 0) {
    skipHere(lacks);
    return;
  }

  let packages = '';
  let root = '';
  const file = (version: string): string =>
    join(packages, readdirSync(packages).find((name) => name.includes(version) && name.endsWith(`.${format}`)) ?? '');
  const there = (path: string): boolean => spawnSync('test', ['-L', join(root, path)]).status === 0;
  const systemctl = (...args: string[]): void => {
    run('chroot', root, 'systemctl', ...args);
  };

  beforeAll(() => {
    packages = mkdtempSync(join(tmpdir(), 'purgatory-packages-'));
    for (const { name, bytes } of VERSIONS.flatMap((version) => buildPackages(version))) {
      writeFileSync(join(packages, name), bytes);
    }
    root = manager.makeRoot();
  });
  afterAll(() => {
    for (const directory of [packages, root]) rmSync(directory, { recursive: true, force: true });
  });

  it('is installed with its units enabled', () => {
    manager.install(root, file('1.0.0'));
    expect([there(SERVICE), there(TIMER)]).toEqual([true, true]);
    expect(existsSync(join(root, 'usr/bin/purgatory-agent'))).toBe(true);
  });

  it('is upgraded with what the operator has set, and what they have disabled stays disabled', () => {
    systemctl('disable', 'purgatory-agent.timer');
    writeFileSync(join(root, CONFIG), 'URL=https://purgatory.example.com\n');
    writeFileSync(join(root, 'etc/purgatory/token'), 'token\n');
    manager.install(root, file('1.0.1'));
    expect(readFileSync(join(root, CONFIG), 'utf8')).toBe('URL=https://purgatory.example.com\n');
    expect([there(SERVICE), there(TIMER)]).toEqual([true, false]);
    systemctl('disable', 'purgatory-agent.service');
    manager.install(root, file('1.0.2'));
    expect([there(SERVICE), there(TIMER)]).toEqual([false, false]);
    systemctl('enable', 'purgatory-agent.service');
  });

  it('is taken away, but not the operator’s settings and token', () => {
    manager.remove(root);
    expect(existsSync(join(root, 'usr/bin/purgatory-agent'))).toBe(false);
    expect(existsSync(join(root, 'usr/lib/systemd/system/purgatory-agent.service'))).toBe(false);
    expect(existsSync(join(root, 'etc/purgatory/token'))).toBe(true);
  });

  if (format === 'deb')
    it('is purged with its settings, its token, its state and its units’ links', () => {
      mkdirSync(join(root, 'var/lib/purgatory/sent'), { recursive: true });
      run('dpkg', `--root=${root}`, '--purge', 'purgatory-agent');
      for (const path of ['etc/purgatory', 'var/lib/purgatory']) expect(existsSync(join(root, path))).toBe(false);
      expect([there(SERVICE), there(TIMER)]).toEqual([false, false]);
    });
  else
    it('leaves no link of its units', () => {
      expect([there(SERVICE), there(TIMER)]).toEqual([false, false]);
    });
});
