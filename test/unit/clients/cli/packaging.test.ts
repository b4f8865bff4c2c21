/** The npm package, installed where nothing else is. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXIT_STATUS } from '../../../../clients/cli/exit-code.ts';
import { COMMONJS_BANNER } from '../../../../shared/bundling.ts';
import { bundleModules } from '../../../../clients/cli/packaging/bundle.ts';
import { writeNpmPackage } from '../../../../clients/cli/packaging/npm-package.ts';
import { shellFiles } from '../../../../clients/cli/packaging/shell-files.ts';
import type { ShellFiles } from '../../../../clients/cli/packaging/shell-files.ts';
import { VERBS } from '../../../../clients/cli/registry.ts';
import { itWith } from '../../../support/oracles.ts';

const TOP = join(import.meta.dirname, '../../../..');
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

  const purgatory = (...args: string[]) => {
    const main = join(installed(), 'bin/purgatory.js');
    const env = { HOME: folder, PATH: '/nonexistent' };
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
        .filter((path) => path.endsWith('.js'))
        .map((path) => [join('/', path), readFileSync(join(installed(), path), 'utf8')]),
    );
  const holding = (part: string) => [...scripts()].flatMap(([path, text]) => (text.includes(part) ? [path] : []));
  /** The one script that holds `part`, and all that it can't start without. */
  const loadedWith = (part: string) => {
    const texts = scripts();
    const loaded = new Set(holding(part));
    expect(loaded.size).toBe(1);
    for (const path of loaded) {
      for (const [, name = ''] of (texts.get(path) ?? '').matchAll(/(?:from|import)"(\.[^"]+)"/g)) {
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

  it('asks for Node’s own modules without having all of their properties read', () => {
    expect(holding('process.getBuiltinModule("node:fs")')).not.toEqual([]);
    const imported = [...scripts().values()].flatMap((text) =>
      [...text.matchAll(/\bimport\b[^"(]*"(?:node:)?([^"]+)"/g)].map(([, name = '']) => name),
    );
    expect(imported.length).toBeGreaterThan(scripts().size);
    expect(imported.filter((name) => builtinModules.includes(name))).toEqual([]);
  });

  it('stands in for CommonJS only in files that call it', () => {
    const banners = holding('createRequire as __createRequire');
    expect(banners).not.toEqual([]);
    for (const path of banners)
      expect(scripts().get(path)?.split(COMMONJS_BANNER)[1]).toMatch(/\b(require|__dirname)\b/);
    expect(banners.length).toBeLessThan(scripts().size / 4);
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
