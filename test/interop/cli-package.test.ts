/** The npm package, installed where nothing else is. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXIT_STATUS } from '../../clients/cli/exit-code.ts';
import { bundleModules } from '../../clients/cli/packaging/bundle.ts';
import { writeNpmPackage } from '../../clients/cli/packaging/npm-package.ts';
import { shellFiles } from '../../clients/cli/packaging/shell-files.ts';
import type { ShellFiles } from '../../clients/cli/packaging/shell-files.ts';
import { VERBS } from '../../clients/cli/registry.ts';
import { itWith } from '../support/oracles.ts';

const TOP = join(import.meta.dirname, '../..');
const FIXTURES = join(TOP, 'test/fixtures');

describe('the npm package of the command line', () => {
  let folder: string;
  let archive: string;
  let shell: ShellFiles;
  const installed = () => join(folder, 'package');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'purgatory-npm-test-'));
    shell = await shellFiles('1.2.3', '2026-11-30');
    archive = join(folder, writeNpmPackage('1.2.3', await bundleModules('1.2.3'), shell, folder));
    expect(spawnSync('tar', ['-C', folder, '-xzf', archive]).status).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const purgatory = (...args: string[]) => purgatoryAt(folder, args);
  const purgatoryAt = (home: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const main = join(installed(), 'bin/purgatory.js');
    const env = { HOME: home, PATH: '/nonexistent', ...more };
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
      cwd: '/',
      encoding: 'utf8',
      env,
    });
    return { status, stdout, stderr };
  };

  /** By path from the top of the package. */
  const scripts = () =>
    new Map(
      readdirSync(installed(), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.cjs'))
        .map((path) => [join('/', path), readFileSync(join(installed(), path), 'utf8')]),
    );
  const holding = (part: string) => [...scripts()].flatMap(([path, text]) => (text.includes(part) ? [path] : []));
  /** The one script that holds `part`, and all that it can't start without. */
  const loadedWith = (part: string) => {
    const texts = scripts();
    const loaded = new Set(holding(part));
    expect(loaded.size).toBe(1);
    for (const path of loaded) {
      for (const [, name = ''] of (texts.get(path) ?? '').matchAll(/(?<!\()\brequire\("(\.[^"]+)"\)/g)) {
        loaded.add(join(dirname(path), name));
      }
    }
    expect(loaded.size).toBeGreaterThan(1);
    return loaded;
  };

  it('names the file by npm’s rule, and itself by its version', () => {
    expect(archive).toMatch(/\/purgatory-1\.2\.3\.tgz$/);
    expect(purgatory('--version')).toEqual({ status: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it.each(VERBS.map(({ name }) => name))('holds all that %s needs to start', (verb) => {
    expect(purgatory(verb, '--help')).toMatchObject({ status: 0, stderr: '' });
  });

  it('names a panic, makes a report, answers a question, without any other package', () => {
    expect(purgatory('triage', join(FIXTURES, 'panic-logs/hung-task.txt')).stdout).toContain('task hung in');
    const dump = join(FIXTURES, 'vmcore/sample.kdump');
    expect(purgatory('examine', dump).stdout).toContain('kernel panic: sysrq triggered crash');
    expect(purgatory('explore', dump, '-c', 'init_task.comm').stdout).toContain('swapper/0');
    expect(purgatory('explore', dump, '-c', 'dis panic 4')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('push') as unknown,
    });
  });

  it('asks a service for source lines without loading what speaks to AWS', () => {
    const loaded = loadedWith(' of the service: ');
    const aws = holding('GetObjectCommand');
    expect(aws).not.toEqual([]);
    expect(aws.filter((path) => loaded.has(path))).toEqual([]);
  });

  it('makes a report without loading what checks documents', () => {
    const loaded = loadedWith('makes the whole report from it');
    const schemas = holding('ZodError');
    expect(schemas).not.toEqual([]);
    expect(schemas.filter((path) => loaded.has(path))).toEqual([]);
  });

  it('is made of scripts: no ES module has all properties of Node’s own read', () => {
    expect(holding('require("node:fs")')).not.toEqual([]);
    for (const text of scripts().values()) expect(text).not.toMatch(/(?:^|[;}=>(])import\s*[({*"\w]/);
  });

  it('keeps the code of a verb for the next time, in the user’s cache, and gives the same answer by it', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const kept = () => readdirSync(join(home, '.cache/purgatory')).toSorted();
    const log = join(FIXTURES, 'panic-logs/hung-task.txt');
    const answers = Array.from({ length: 5 }, () => {
      const answer = purgatoryAt(home, ['triage', log]);
      const [name = ''] = kept();
      return { answer, code: statSync(join(home, '.cache/purgatory', name)) };
    });
    expect(kept()).toEqual([expect.stringMatching(new RegExp(`^code-[0-9a-f]{16}-${process.version}-.*-triage$`))]);
    const [first, second, third, fourth, fifth] = answers;
    expect(first?.answer).toMatchObject({ status: 0, stderr: '' });
    for (const { answer } of answers) expect(answer).toEqual(first?.answer);
    expect((first?.code.mode ?? 0) & 0o777).toBe(0o600);
    // Three runs add to it.
    expect(third?.code.ino).not.toBe(second?.code.ino);
    expect([fourth?.code.ino, fifth?.code.ino]).toEqual([third?.code.ino, third?.code.ino]);

    const [name = ''] = kept();
    const file = join(home, '.cache/purgatory', name);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(purgatoryAt(home, ['triage', log])).toEqual(first?.answer);
    expect(readFileSync(file).equals(bytes)).toBe(false);
  });

  it('keeps no code where Node is told not to, and works where it can’t', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const log = join(FIXTURES, 'panic-logs/hung-task.txt');
    expect(purgatoryAt(home, ['triage', log], { NODE_DISABLE_COMPILE_CACHE: '1' }).status).toBe(0);
    expect(readdirSync(home)).toEqual([]);
    // A file where the folder would be.
    writeFileSync(join(home, '.cache'), '');
    expect(purgatoryAt(home, ['triage', log])).toMatchObject({ status: 0, stderr: '' });
  });

  it('keeps no code of a run that did no work', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    purgatoryAt(home, ['triage', '--help']);
    purgatoryAt(home, ['triage', '--no-such-option']);
    purgatoryAt(home, ['triage', join(home, 'absent')]);
    expect(readdirSync(home)).toEqual([]);
  });

  it('reads its scripts as UTF-8', () => {
    // An id that a screen cut off is understood, so that what fails is the service, which is not there.
    const env = { PURGATORY_URL: 'http://127.0.0.1:1', PURGATORY_TOKEN: 'token' };
    expect(purgatoryAt(folder, ['crashes', 'show', `c${'0'.repeat(24)}…`], env)).toMatchObject({ status: 4 });
  });

  it('drops code of other versions once it is old', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const cache = join(home, '.cache/purgatory');
    mkdirSync(cache, { recursive: true });
    const day = 86_400;
    const [old, recent, foreign] = [
      'code-0123456789abcdef-v22.0.0-x64-triage',
      'code-fedcba9876543210-v22.0.0-x64-triage',
      'notes',
    ];
    for (const [name, days] of [
      [old, 40],
      [recent, 2],
      [foreign, 40],
    ] as const) {
      writeFileSync(join(cache, name), '');
      const at = Date.now() / 1000 - days * day;
      utimesSync(join(cache, name), at, at);
    }
    expect(purgatoryAt(home, ['--version']).status).toBe(0);
    const left = readdirSync(cache);
    expect(left).toHaveLength(3);
    expect(left).toEqual(expect.arrayContaining([recent, foreign]));
  });

  it('names no folder of the machine that it was made on', () => {
    for (const path of readdirSync(installed(), { recursive: true, withFileTypes: true })) {
      if (!path.isFile()) continue;
      expect(readFileSync(join(path.parentPath, path.name), 'latin1').includes(TOP)).toBe(false);
    }
  });

  it('is the same bytes when it is made again', async () => {
    const again = join(folder, 'again');
    mkdirSync(again);
    writeNpmPackage('1.2.3', await bundleModules('1.2.3'), shell, again);
    expect(readFileSync(join(again, 'purgatory-1.2.3.tgz')).equals(readFileSync(archive))).toBe(true);
  });

  it('keeps the licences of what is bundled', () => {
    const text = readFileSync(join(installed(), 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['zod', 'commander', 'hysnappy']) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(text).toMatch(/Permission is hereby granted/);
  });

  it('says which Node it needs, to one that is too old', () => {
    const launcher = readFileSync(join(installed(), 'bin/purgatory.js'), 'utf8').replace(/^#!.*/, '');
    const old = `Object.defineProperty(process, 'versions', { value: { node: '22.14.9' } });${launcher}`;
    const args = ['--input-type=module', '--eval', old];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('needs Node 22.15 or later'),
    });
  });

  it('is documented with the exit statuses that it has', () => {
    const rows = readFileSync(join(TOP, 'docs/cli.md'), 'utf8').matchAll(
      /^\| (\d) +\| (.*?)(?: \(`examine`\))? *\|$/gm,
    );
    expect([...rows].map(([, status, meaning]) => [Number(status), meaning])).toEqual(EXIT_STATUS);
  });

  itWith({ commands: ['groff'] }, 'has a manual page without a warning, that knows every verb', () => {
    const args = ['-man', '-Tutf8', '-ww', '-P-cbu', '-rLL=100n'];
    const { stdout, stderr } = spawnSync('groff', args, { encoding: 'utf8', input: shell.manual });
    expect(stderr).toBe('');
    for (const { name } of VERBS) expect(stdout).toContain(`purgatory ${name}`);
  });
});
