import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cli, scratch } from './harness.ts';
import type { Directory } from './harness.ts';

const LOGS = join(import.meta.dirname, '../../../fixtures/panic-logs');
const log = (name: string): string => join(LOGS, name);

describe('purgatory triage', () => {
  let directory: Directory;
  beforeAll(() => {
    directory = scratch();
  });
  afterAll(() => {
    directory.remove();
  });

  it('says the title on the first line and exits 0', async () => {
    const { exitCode, stdout } = await cli(['triage', log('null-pointer-x86.txt')]);
    expect(exitCode).toBe(0);
    const [title, facts] = stdout.split('\n');
    expect(title).toBe('BUG: unable to handle kernel NULL pointer dereference in acme_ring_drain');
    expect(facts).toContain('null-pointer · 6.1.0-28-amd64 · CPU 5 · acme-poll (pid 2211)');
    expect(stdout).toContain('\n  likely: a null pointer (member at offset 0x');
  });

  it('answers one JSON line a file, with the file as it was given', async () => {
    const files = [log('null-pointer-x86.txt'), log('boot-only.txt')];
    const { exitCode, stdout } = await cli(['triage', '--json', ...files]);
    const lines = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ file: files[0], kind: 'null-pointer', panicked: true, corrupted: false }),
      expect.objectContaining({ file: files[1], title: null, kind: 'none', fingerprint: null }),
    ]);
  });

  it('exits 1 when no file shows a crash', async () => {
    const { exitCode, stdout } = await cli(['triage', log('boot-only.txt')]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'no crash found\n' });
  });

  it('exits 3 for a file that is not there, and answers for the others', async () => {
    const { exitCode, stdout, stderr } = await cli(['triage', '/no/such', log('hung-task.txt')]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('task hung in acme_snapshot_begin');
    expect(stderr).toBe('purgatory: /no/such: no such file or directory\n');
  });

  it('exits 3 for what is no log, names it, and answers for the others', async () => {
    const wrong = [
      [directory.write('vmcore', 'KDUMP   rest'), 'is a dump (kdump-compressed), not a log: `purgatory examine` reads'],
      [directory.write('nothing', ''), 'is empty'],
      [directory.write('vmlinuz', 'MZ\0\0'), 'is no log: it is a PE executable'],
    ] as const;
    const files = wrong.map(([file]) => file);
    const { exitCode, stdout, stderr } = await cli(['triage', ...files, directory.path, log('hung-task.txt')]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('task hung in acme_snapshot_begin');
    for (const [file, said] of wrong) expect(stderr).toContain(`purgatory: ${file} ${said}`);
    expect(stderr).toContain(`purgatory: ${directory.path}: is a directory\n`);
    // Text is a log, whatever it says.
    const notes = Buffer.from('nothing of a kernel\n');
    expect((await cli(['triage', directory.write('notes', notes)])).exitCode).toBe(1);
    expect((await cli(['triage', directory.write('notes.gz', gzipSync(notes))])).exitCode).toBe(1);
  });

  it('reads standard input as -', async () => {
    const stdin = [Buffer.from('[    1.000000] kernel BUG at mm/acme'), Buffer.from('.c:12!\n')];
    const { stdout } = await cli(['triage', '--json', '-'], { stdin });
    expect(JSON.parse(stdout)).toMatchObject({ file: '-', kind: 'bug' });
  });

  it('marks what the crash kernel reported', async () => {
    const lines = [
      '[   12.0] Kernel panic - not syncing: lost',
      '[    0.0] Linux version 6.1.0 (gcc) #1 SMP',
      '[    0.0] Command line: ro elfcorehdr=0x2f000000',
      '[    3.0] Kernel panic - not syncing: System is deadlocked on memory',
    ];
    const { stdout } = await cli(['triage', '-'], { stdin: [Buffer.from(`${lines.join('\n')}\n`)] });
    expect(stdout.split('\n')[0]).toBe('kernel panic: lost');
    expect(stdout).toContain('line 4: kernel panic: System is deadlocked on memory (of the crash kernel)\n');
  });

  it('lets nothing of a log reach a terminal raw', async () => {
    const file = directory.write(
      'evil.log',
      '[    1.0] BUG: kernel NULL pointer dereference, address: 0\n' +
        '[    1.0] CPU: 0 PID: 1 Comm: \u001b]0;pwned\u0007\u202eevil Not tainted 6.1.0 #1\n' +
        '[    1.0] RIP: 0010:foo+0x1/0x2\n[    1.0] Call Trace:\n[    1.0]  bar+0x1/0x2\n',
    );
    const { stdout } = await cli(['triage', file]);
    // eslint-disable-next-line no-control-regex -- that is what is looked for
    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe('purgatory', () => {
  it.each([
    ['no verb', [], 2],
    ['an unknown verb', ['frobnicate'], 2],
    ['an unknown option', ['triage', '--frobnicate', 'x'], 2],
    ['a missing argument', ['triage'], 2],
    ['--help', ['--help'], 0],
    ['help for a verb', ['help', 'triage'], 0],
    ['--version', ['--version'], 0],
  ])('exits as it should for %s', async (_what, argv, code) => {
    expect((await cli(argv)).exitCode).toBe(code);
  });

  it('names every verb in its help, with the exit statuses', async () => {
    const { stdout } = await cli(['--help']);
    for (const verb of ['triage', 'examine', 'upload', 'crashes', 'dumps', 'hosts', 'login', 'doctor']) {
      expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
    }
    expect(stdout).toContain('Exit status: 0 done; 1 the answer is no; 2 wrong usage');
  });
});
