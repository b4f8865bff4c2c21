/** `npm run release`, in a clone of its own with a tag of its own. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const TOP = join(import.meta.dirname, '../..');
const { notesOf } = (await import(join(TOP, '.ci/release.mjs'))) as {
  notesOf: (changelog: string, version: string) => string;
};

describe('notesOf', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n- later\n\n## [1.2.3] - 2026-11-30\n\n- a thing\n\n## 1.2.2\n\n## 1.2.1\n\n- old\n';

  it('is the section of the version', () => {
    expect(notesOf(changelog, '1.2.3')).toBe('- a thing\n');
    expect(notesOf(changelog, '1.2.1')).toBe('- old\n');
  });

  it.each([
    ['1.2', 'has no section'],
    ['1.2.2', 'says nothing'],
  ])('refuses %s, which %s', (version, message) => {
    expect(() => notesOf(changelog, version)).toThrow(message);
  });
});

describe('a release', () => {
  let folder: string;
  const run = (command: string, ...args: string[]) =>
    spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  const git = (...args: string[]): void => {
    const { status, stderr } = run('git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  };
  const release = (...args: string[]) => run(process.execPath, '.ci/release.mjs', '4.5.6', '--quick', ...args);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'purgatory-release-'));
    for (const part of ['.ci', 'clients', 'shared', 'LICENSE', 'package-lock.json'])
      cpSync(join(TOP, part), join(folder, part), { recursive: true });
    symlinkSync(join(TOP, 'node_modules'), join(folder, 'node_modules'));
    const manifest = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as object;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: '4.5.6' }));
    writeFileSync(join(folder, 'CHANGELOG.md'), '## 4.5.6 - 2026-11-30\n\n- a thing\n');
    writeFileSync(join(folder, '.gitignore'), 'node_modules\nout*\n');
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'all');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is refused without its tag, and with files that are not committed', () => {
    expect(release()).toMatchObject({ status: 1, stderr: expect.stringContaining('HEAD has no tag v4.5.6') });
    git('tag', 'v4.5.6');
    writeFileSync(join(folder, 'left'), '');
    expect(release()).toMatchObject({ status: 1, stderr: expect.stringContaining('not committed:\n?? left') });
    rmSync(join(folder, 'left'));
    expect(run(process.execPath, '.ci/release.mjs', '4.5.7')).toMatchObject({ status: 1 });
  });

  it('holds notes, packages, SBOM and provenance, each with its sum, and the same bytes when it is made again', () => {
    for (const out of ['out', 'out-again']) expect(release('--out', join(folder, out))).toMatchObject({ status: 0 });
    const sums = readFileSync(join(folder, 'out/SHA256SUMS'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('  '));
    expect(sums.map(([, name]) => name)).toEqual([
      'NOTES.md',
      'provenance.intoto.json',
      'purgatory-4.5.6.tgz',
      'purgatory-agent-4.5.6-1.noarch.rpm',
      'purgatory-agent_4.5.6_all.deb',
      'sbom.cdx.json',
    ]);
    for (const [sum, name] of sums) {
      const bytes = readFileSync(join(folder, 'out', name ?? ''));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
      expect(readFileSync(join(folder, 'out-again', name ?? '')).equals(bytes)).toBe(true);
    }
    expect(readdirSync(join(folder, 'out'))).toHaveLength(7);
    const { subject, predicate } = JSON.parse(readFileSync(join(folder, 'out/provenance.intoto.json'), 'utf8')) as {
      subject: { name: string }[];
      predicate: { buildDefinition: { resolvedDependencies: { digest: object }[] } };
    };
    expect(subject.map(({ name }) => name)).toContain('purgatory-4.5.6.tgz');
    const commit = run('git', 'rev-parse', 'HEAD').stdout.trim();
    expect(predicate.buildDefinition.resolvedDependencies[0]?.digest).toEqual({ gitCommit: commit });
  });

  it('is not mixed with what a folder held', () => {
    mkdirSync(join(folder, 'out-full'));
    writeFileSync(join(folder, 'out-full/old'), '');
    expect(release('--out', join(folder, 'out-full'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is not empty'),
    });
    expect(existsSync(join(folder, 'out-full/SHA256SUMS'))).toBe(false);
  });
});
