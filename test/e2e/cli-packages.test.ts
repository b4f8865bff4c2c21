/** The command line as a host without Node gets it: one file, within a .deb and an .rpm. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildCli } from '../../clients/cli/packaging/build.ts';
import type { Machine } from '../../clients/cli/packaging/executable.ts';
import { describeUnless, itWith } from '../support/oracles.ts';

const DUMP = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const machine = (['x64', 'arm64'] as const).find((name) => name === process.arch);
const lacks =
  process.platform === 'linux' && machine !== undefined ? [] : ['executables are made for Linux on x64 and arm64'];

describeUnless(lacks, 'the command line without Node', () => {
  let folder: string;
  let written: readonly string[];
  const fileThat = (ends: string | RegExp): string => join(folder, written.find((name) => name.match(ends)) ?? '');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'purgatory-executable-test-'));
    written = await buildCli('1.2.3', folder, { machines: [machine as Machine] });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string, ...args: string[]): string => {
    const env = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C' };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  };

  it('is one file that runs by itself', () => {
    const purgatory = fileThat(/linux-[a-z0-9]+$/);
    expect(run(purgatory, '--version')).toBe('1.2.3\n');
    expect(run(purgatory, 'examine', DUMP)).toContain('kernel panic: sysrq triggered crash');
    expect(run(purgatory, 'explore', DUMP, '-c', 'init_task.comm')).toContain('swapper/0');
    expect(run(purgatory, 'explore', DUMP, '-c', 'dis panic 4')).toContain('push');
  });

  itWith({ commands: ['dpkg-deb'] }, 'comes in a .deb, with its manual page and completions', () => {
    run('dpkg-deb', '--extract', fileThat(/\.deb$/), 'deb');
    const binary = readFileSync(fileThat(/linux-[a-z0-9]+$/));
    expect(readFileSync(join(folder, 'deb/usr/bin/purgatory')).equals(binary)).toBe(true);
    expect(run('dpkg-deb', '--contents', fileThat(/\.deb$/))).toMatch(
      /man1\/purgatory\.1\.gz[^]*zsh\/vendor-completions\/_purgatory/,
    );
    expect(run('dpkg-deb', '--field', fileThat(/\.deb$/), 'Architecture')).toMatch(/^(amd64|arm64)\n$/);
  });

  itWith({ commands: ['rpm'] }, 'comes in an .rpm whose digests fit', () => {
    expect(run('rpm', '--checksig', '--nosignature', fileThat(/\.rpm$/))).toMatch(/digests OK$/m);
    expect(run('rpm', '-qp', '--qf', '%{NAME} %{VERSION} %{ARCH}', fileThat(/\.rpm$/))).toMatch(
      /^purgatory 1\.2\.3 (x86_64|aarch64)$/,
    );
    expect(run('rpm', '-qpl', fileThat(/\.rpm$/))).toContain('/usr/bin/purgatory');
  });
});
