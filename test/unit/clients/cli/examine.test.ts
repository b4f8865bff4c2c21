import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TOKEN, startFakeApi } from '../../../support/fake-api.ts';
import { REPORT } from '../../shared/render/fixture.ts';
import { cli, scratch } from './harness.ts';
import type { Directory } from './harness.ts';

const SAMPLE = join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump');

let directory: Directory;
beforeAll(() => {
  directory = scratch();
});
afterAll(() => {
  directory.remove();
});

describe('purgatory examine', () => {
  it('prints the report for a person, and writes it as one page', async () => {
    const page = join(directory.path, 'report.html');
    const { exitCode, stdout } = await cli(['examine', SAMPLE, '--html', page]);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')[0]).toBe('kernel panic: sysrq triggered crash');
    expect(stdout).toContain('6.1.0-56-cloud-amd64 x86_64');
    expect(readFileSync(page, 'utf8')).toContain('<title>kernel panic: sysrq triggered crash</title>');
  });

  it('answers the report as one JSON document', async () => {
    const { stdout } = await cli(['examine', SAMPLE, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ reportVersion: 1, kernel: { release: '6.1.0-56-cloud-amd64' } });
  });

  it('reads a dump from standard input', async () => {
    const { exitCode, stdout } = await cli(['examine', '-', '--json'], { stdin: [readFileSync(SAMPLE)] });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ panic: { kind: 'sysrq' } });
  });

  it('exits 3 for what is no dump, saying what it is', async () => {
    const text = directory.write('vmcore', 'this is no dump, but text\n'.repeat(100));
    for (const file of [text, directory.write('empty', ''), '/no/such', directory.path]) {
      const { exitCode, stdout, stderr } = await cli(['examine', file]);
      expect({ file, exitCode, stdout }).toEqual({ file, exitCode: 3, stdout: '' });
      expect(stderr).toMatch(/^purgatory: .+\n$/);
    }
  });

  it('shows the report that the crash server made of an upload', async () => {
    const id = '01HFAKE0000000000000000000';
    const api = await startFakeApi();
    api.documents.set(`GET /v1/dumps/${id}/report`, REPORT);
    const { exitCode, stdout } = await cli(['examine', id], {
      env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN },
    });
    await api.close();
    expect({ exitCode, title: stdout.split('\n')[0] }).toEqual({ exitCode: 0, title: REPORT.panic?.title });
  });
});

describe('purgatory extract', () => {
  it('writes a smaller dump from which the same report can be made', async () => {
    const small = join(directory.path, 'small.vmcore');
    expect(await cli(['extract', SAMPLE, '-o', small])).toMatchObject({ exitCode: 0 });
    expect(statSync(small).size).toBeLessThan(statSync(SAMPLE).size);
    const [whole, extracted] = await Promise.all([
      cli(['examine', '--json', SAMPLE]),
      cli(['examine', '--json', small]),
    ]);
    const panicOf = (json: string): unknown => (JSON.parse(json) as typeof REPORT).panic;
    expect(panicOf(extracted.stdout)).toEqual(panicOf(whole.stdout));
  });

  it('does not write over a file, unless it is told to', async () => {
    const there = directory.write('there', 'precious');
    expect(await cli(['extract', SAMPLE, '-o', there])).toEqual({
      ...{ exitCode: 3, stdout: '' },
      stderr: `purgatory: ${there} can't be written: it is there already (--force writes over it)\n`,
    });
    expect(readFileSync(there, 'utf8')).toBe('precious');
    expect(await cli(['extract', SAMPLE, '-o', there, '--force'])).toMatchObject({ exitCode: 0 });
  });

  it('keeps the dump that it reads, whatever it is told', async () => {
    const bytes = readFileSync(SAMPLE);
    const dump = directory.write('own.kdump', bytes);
    const other = join(directory.path, 'other-name.kdump');
    linkSync(dump, other);
    for (const argv of [
      ['extract', dump, '-o', dump, '--force'],
      ['extract', dump, '-o', other, '--force'],
      ['examine', dump, '--html', dump],
    ])
      expect(await cli(argv)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is what is read') });
    expect(readFileSync(dump).equals(bytes)).toBe(true);
  });

  it('says why it can not write', async () => {
    const { stderr } = await cli(['extract', SAMPLE, '-o', join(directory.path, 'no', 'such')]);
    expect(stderr).toContain("/no/such can't be written: no such file or directory\n");
  });

  it('writes the log alone to standard output', async () => {
    const { stdout } = await cli(['extract', SAMPLE, '--log']);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/---\[ end Kernel panic/);
  });
});
