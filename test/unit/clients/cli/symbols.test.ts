import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { fileSource } from '../../../../shared/bytes/file-source.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { examineDump } from '../../../../shared/vmcore/index.ts';
import { writeDebugFile } from '../../../support/debug-file-writer.ts';
import type { DebugFunction } from '../../../support/debug-file-writer.ts';
import { symbolsService } from '../../../support/symbols-service.ts';
import { typelessSample } from '../../../support/typeless-sample.ts';
import type { TypelessSample } from '../../../support/typeless-sample.ts';
import type { SymbolsService } from '../../../support/symbols-service.ts';
import { cli, scratch } from './harness.ts';
import type { CliResult, Directory } from './harness.ts';

const SAMPLE = join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump');
const RELEASE = '6.12.117-lines';
const OOPS = `[   10.000000] BUG: kernel NULL pointer dereference, address: 0000000000000008
[   10.000001] CPU: 0 PID: 1 Comm: acme Not tainted ${RELEASE} #1
[   10.000002] RIP: 0010:acme_drain+0x1c/0x90
[   10.000003] Call Trace:
[   10.000004]  <TASK>
[   10.000005]  acme_write+0x44/0x80
[   10.000006]  </TASK>
`;
/** Of both frames of {@link OOPS}: `lines` tells one build from another. */
const functions = (line: number, sizeBytes = 0x90): DebugFunction[] => [
  { name: 'acme_drain', offset: 64, sizeBytes, file: 'fs/acme/inode.c', lines: [[0, 100], [0x1c, line], [0x1d, 118]] }, // prettier-ignore
  { name: 'acme_write', offset: 256, sizeBytes: 0x80, file: 'fs/acme/file.c', lines: [[0, 7]] },
];
const [OURS, THEIRS, OTHER] = ['aa', 'bb', 'cc'].map((byte) => byte.repeat(20)) as [string, string, string];

describe('source lines on the command line', () => {
  let service: SymbolsService;
  let folder: Directory;
  let log = '';
  const env = (more: Record<string, string> = {}) => ({
    PURGATORY_URL: service.url,
    PURGATORY_TOKEN: 'token',
    XDG_CACHE_HOME: join(folder.path, 'cache'),
    ...more,
  });
  const debugFile = (name: string, buildId: string, list: readonly DebugFunction[]): string =>
    folder.write(name, writeDebugFile({ buildId, functions: list }));
  const places = async (...args: string[]): Promise<readonly (string | undefined)[]> => {
    const { exitCode, stdout, stderr } = await cli(['triage', '--json', log, ...args], { env: env() });
    expect([exitCode, stderr]).toEqual([0, '']);
    return (JSON.parse(stdout) as TriageResult).frames.map(({ file, line }) => file && `${file}:${line ?? '?'}`);
  };

  beforeAll(async () => {
    folder = scratch();
    log = folder.write('oops.log', OOPS);
    service = await symbolsService();
    const added = await cli(['symbols', 'add', '--json', debugFile(`vmlinux-${RELEASE}`, OURS, functions(117))], {
      env: env(),
    });
    expect(JSON.parse(added.stdout)).toMatchObject({
      symbols: [{ outcome: 'added', buildId: OURS, release: RELEASE }],
    });
  });
  afterAll(async () => {
    await service.stop();
    folder.remove();
  });
  beforeEach(() => {
    service.failure = undefined;
    service.asked.length = 0;
  });

  it('are those of the service for whoever is signed in, read by ranges', async () => {
    expect(await places()).toEqual(['fs/acme/inode.c:117', 'fs/acme/file.c:7']);
    expect(service.asked).toEqual([
      `GET /v1/symbols?release=${RELEASE}&name=vmlinux&limit=16`,
      `GET /v1/symbols/${OURS}/lines`,
      'GET /objects',
    ]);
  });

  it('come from debug files as well where only a release is known: the sizes of functions tell which build it is', async () => {
    const fits = debugFile('fits.debug', THEIRS, functions(200));
    const fitsNot = debugFile('fits-not.debug', OTHER, functions(300, 0xb0));
    // Two builds fit and differ: no line of that function is told.
    expect(await places('--debuginfo', fits)).toEqual([undefined, undefined]);
    expect(await places('--debuginfo', fitsNot)).toEqual(['fs/acme/inode.c:117', 'fs/acme/file.c:7']);
    expect(await places('--debuginfo', fits, '--no-service-lines')).toEqual([
      'fs/acme/inode.c:200',
      'fs/acme/file.c:7',
    ]);
  });

  it('are not asked of a service that nobody is signed in at, or that the call rules out', async () => {
    await places('--no-service-lines');
    const settings = { env: { ...env(), PURGATORY_TOKEN: '', XDG_CONFIG_HOME: join(folder.path, 'none') } };
    const { exitCode, stderr } = await cli(['triage', '--json', log], settings);
    expect([exitCode, stderr, service.asked]).toEqual([0, '', []]);
  });

  it.each([
    ['is gone', 'http://127.0.0.1:9/'],
    ['refuses the token', undefined],
  ])('are done without where the service %s, which is said once', async (_, gone) => {
    if (gone === undefined) service.failure = 403;
    const settings = { env: env(gone === undefined ? {} : { PURGATORY_URL: gone }) };
    const { exitCode, stdout, stderr } = await cli(['triage', '--json', log, log], settings);
    expect(exitCode).toBe(0);
    const read = stdout.trim().split('\n').map((line) => JSON.parse(line) as TriageResult); // prettier-ignore
    expect(read.map(({ frames }) => frames.map(({ symbol }) => symbol))).toEqual([
      ['acme_drain', 'acme_write'],
      ['acme_drain', 'acme_write'],
    ]);
    expect(stderr).toMatch(/^purgatory: source lines of the service: [^\n]+\n$/);
  });

  it('are in the report of a dump by its build-id, and a wrong build of --debuginfo changes nothing', async () => {
    const source = await fileSource(SAMPLE);
    const { kernel, panic } = await examineDump([source]);
    await source.close();
    const [named] = (panic?.frames ?? []).filter(
      (frame) => frame.reliable && frame.module === undefined && frame.sizeBytes,
    );
    const { symbol = '', address = '', offset = 0, sizeBytes = 0 } = named ?? {};
    const start = Number(BigInt(address) - BigInt(kernel?.textAddress ?? 0)) - offset;
    const own: DebugFunction = { name: symbol, offset: start, sizeBytes, file: 'kernel/own.c', lines: [[0, 5]] };
    const file = debugFile('vmlinux', kernel?.buildId ?? '', [own]);
    expect((await cli(['symbols', 'add', file], { env: env() })).exitCode).toBe(0);
    const examine = (...args: string[]): Promise<CliResult> =>
      cli(['examine', '--json', SAMPLE, ...args], { env: env() });
    const wrong = debugFile('vmlinux-wrong', OTHER, [{ ...own, lines: [[0, 6]] }]);
    const report = JSON.parse((await examine('--debuginfo', wrong)).stdout) as Report;
    expect(report.panic?.frames.find((frame) => frame.symbol === symbol)).toMatchObject({
      file: 'kernel/own.c',
      line: 5,
    });
  });
});

describe('types of a kernel that carries none, on the command line', () => {
  let service: SymbolsService;
  let folder: Directory;
  let sample: TypelessSample;
  let files: { dump: string; btf: string };
  const run = (...args: string[]): Promise<CliResult> => {
    const env = { PURGATORY_URL: service.url, PURGATORY_TOKEN: 'token', XDG_CACHE_HOME: join(folder.path, 'cache') };
    return cli(args, { env });
  };
  const examined = async (...args: string[]): Promise<Report> => {
    const { stdout, stderr } = await run('examine', '--json', files.dump, ...args);
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Report;
  };

  beforeAll(async () => {
    folder = scratch();
    service = await symbolsService();
    sample = await typelessSample();
    files = { dump: folder.write('typeless.kdump', sample.dump), btf: folder.write('kernel.btf', sample.btf) };
  });
  afterAll(async () => {
    await service.stop();
    folder.remove();
  });

  it('are added for a build, and a report is made with them by its build-id', async () => {
    const nameless = await run('symbols', 'add', files.btf);
    expect([nameless.exitCode, nameless.stderr]).toEqual([3, expect.stringContaining('give --build-id')]);
    const bare = await examined();
    expect([bare.kernel?.typesFrom, bare.tasks]).toEqual([undefined, undefined]);
    const add = ['symbols', 'add', '--build-id', sample.buildId, files.btf];
    const kept = { outcome: 'added', part: 'types', buildId: sample.buildId };
    expect(JSON.parse((await run(...add, '--json')).stdout)).toMatchObject({ symbols: [kept] });
    expect((await run(...add)).stdout).toContain('0 files added');
    const report = await examined();
    expect(report.kernel?.typesFrom).toBe('store');
    expect(report.tasks?.length).toBeGreaterThan(50);
    const { stdout } = await run('examine', files.dump);
    expect(stdout).toContain('types: kept by its build-id');
    const asked = await run('explore', files.dump, '-c', 'init_task.pid');
    expect(asked.stdout).toContain('0');
    expect((await examined('--no-service-lines')).tasks).toBeUndefined();
    expect((await run('symbols', 'show', '--types', sample.buildId)).stdout).toContain(' types');
    expect((await run('symbols', 'list')).stdout).toContain('types');
  });

  it('are found in a folder that they were written to', async () => {
    const kept = join(folder.path, 'kept');
    expect((await run('symbols', 'add', '-o', kept, '--build-id', sample.buildId, files.btf)).exitCode).toBe(0);
    const report = await examined('--no-service-lines', '--debuginfo', kept);
    expect(report.kernel?.typesFrom).toBe('store');
    const vmlinux = writeDebugFile({ buildId: sample.buildId, functions: functions(1), btf: sample.btf });
    const file = folder.write('vmlinux', vmlinux);
    expect((await examined('--no-service-lines', '--debuginfo', file)).kernel?.typesFrom).toBe('store');
    const other = folder.write('other', writeDebugFile({ buildId: OTHER, functions: functions(1), btf: sample.btf }));
    expect((await examined('--no-service-lines', '--debuginfo', other)).kernel?.typesFrom).toBeUndefined();
  });

  it('are refused with what is wrong in the call', async () => {
    for (const [code, ...args] of [
      [2, '--build-id', 'XYZ', files.btf],
      [2, '--build-id', sample.buildId, files.btf, files.btf],
      [3, '--build-id', sample.buildId, files.dump],
    ] as const) {
      const { exitCode, stderr } = await run('symbols', 'add', ...args);
      expect([exitCode, stderr]).toEqual([code, expect.stringContaining('build-id')]);
    }
  });

  it('that are named and can not be used are no success, whatever the report says without them', async () => {
    const good = await run('examine', files.dump, '--btf', files.btf, '--no-service-lines');
    const bad = await run('examine', files.dump, '--btf', folder.write('junk', 'no types'), '--no-service-lines');
    expect([good.exitCode, good.stderr]).toEqual([0, '']);
    expect([bad.exitCode, bad.stderr]).toEqual([
      3,
      expect.stringMatching(/^purgatory: --btf .*junk was not used: btf: /),
    ]);
    expect(bad.stdout.split('\n')[0]).toBe(good.stdout.split('\n')[0]);
  });

  it.each(['--btf', '--image'])('%s is of no use to a report that the service has made', async (option) => {
    const { exitCode, stderr } = await run('examine', '01KAJ3S2V8Q4M0Z6T9X5C7B1ND', option, files.btf);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${option} reads the dump itself`)]);
  });
});
