import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../../functions/examine/examine.ts';
import { linesOf } from '../../../../functions/examine/lines.ts';
import type { ExamineDeps } from '../../../../functions/examine/ports.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { SymbolsWanted } from '../../../../shared/contract/events.ts';
import type { Frame, Report } from '../../../../shared/contract/report.ts';
import { TransientError } from '../../../../shared/errors.ts';
import type { FindLines } from '../../../../shared/symbols/lines/find.ts';
import type { LineTable } from '../../../../shared/symbols/table/read.ts';
import { symbolFixture, tableOf } from '../../../support/symbol-fixtures.ts';

const ID = '01JDB000000000000000000001';
const NOW = new Date('2026-11-30T02:15:00.000Z');
const TEXT = 0xffffffffa4000000n;
const kernel = await tableOf(symbolFixture('gcc-dwarf5'), 'gcc-dwarf5');
const module = await tableOf(symbolFixture('module-x86-64'), 'module-x86-64');
const [A, B, C] = ['aa', 'bb', 'cc'].map((byte) => byte.repeat(20)) as [string, string, string];

const frame = (more: Partial<Frame> = {}): Frame => ({
  address: `0x${(TEXT + 5n).toString(16)}`,
  symbol: 'start_kernel',
  offset: 5,
  sizeBytes: 80,
  reliable: true,
  ...more,
});
const REPORT: Report = {
  reportVersion: 1,
  dump: { format: 'elf', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
  kernel: {
    release: '6.1.0-test',
    machine: 'x86_64',
    tainted: [],
    buildId: kernel.header.buildId,
    textAddress: `0x${TEXT.toString(16)}`,
  },
  panic: {
    title: 'x',
    kind: 'bug',
    fingerprint: null,
    frames: [frame(), frame({ module: 'culprit', address: '0x1' })],
  },
  tasks: [
    { pid: 1, comm: 'a', state: 'S', frames: [frame({ module: 'idle', address: '0x2' })] },
    { pid: 2, comm: 'b', state: 'S', frames: [frame({ module: 'nameless', address: '0x3' })] },
  ],
  modules: [
    { name: 'idle', address: '0x2', sizeBytes: 1, tainted: [], buildId: A },
    { name: 'culprit', address: '0x1', sizeBytes: 1, tainted: [], buildId: B },
    { name: 'nameless', address: '0x3', sizeBytes: 1, tainted: [] },
    { name: 'unused', address: '0x4', sizeBytes: 1, tainted: [], buildId: C },
  ],
  findings: [],
  unavailable: [],
};

const finds =
  (...tables: LineTable[]): FindLines =>
  ({ buildId, kind }) =>
    Promise.resolve(
      tables.filter(({ header }) => header.kind === kind && (kind === 'module' || header.buildId === buildId)),
    );

describe('builds without lines', () => {
  it('are the kernel, then modules of the panic, then all others that frames stand in and that are known by build-id', async () => {
    const { missing, report } = await linesOf(REPORT, finds());
    expect(missing.map(({ name, buildId }) => [name, buildId])).toEqual([
      ['vmlinux', kernel.header.buildId],
      ['culprit', B],
      ['idle', A],
    ]);
    expect(report).toEqual(REPORT);
  });

  it('are none where the build itself is there: another of the same name is no answer', async () => {
    const { missing, report } = await linesOf(REPORT, finds(kernel, module));
    expect(missing.map(({ name }) => name)).toEqual(['culprit', 'idle']);
    expect(report.panic?.frames[0]).toMatchObject({ file: 'lib/other.c', line: 9 });
  });

  it('are not asked for where nobody finds lines at all', async () => {
    expect(await linesOf(REPORT, undefined)).toEqual({ report: REPORT, missing: [] });
  });
});

function harness(find: FindLines, changes: Partial<StoredUpload> = {}) {
  const upload: StoredUpload = {
    id: ID,
    host: 'fs-17.eu',
    state: 'sealed',
    analysis: 'done',
    policy: 'all',
    sizeBytes: 1,
    chunkBytes: 1,
    chunkCount: 1,
    wanted: [],
    createdAt: NOW.toISOString(),
    updatedAt: NOW.toISOString(),
    createdBy: 'fs-17.eu',
    ...changes,
  };
  const published: PurgatoryEvent[] = [];
  const calls: string[] = [];
  const state: { report: Report | undefined; upload: StoredUpload | undefined; endings: (StoredUpload | undefined)[] } =
    {
      report: REPORT,
      upload,
      endings: [upload],
    };
  const refuse = (what: string) => () => Promise.reject(new Error(`${what} is not to be called`));
  const deps: ExamineDeps = {
    uploads: {
      get: () => Promise.resolve(state.upload),
      change: (_, update) => Promise.resolve({ ...upload, ...(update as Partial<StoredUpload>) }),
      beginExamination: () => Promise.resolve(true),
      endExamination: (_, __, update) => {
        calls.push(`end ${JSON.stringify(update)}`);
        return Promise.resolve(state.endings.shift());
      },
    },
    dumps: {
      source: () =>
        Promise.resolve({ name: 'dump', arrived: [], stats: { bytesFetched: 0, rounds: 0 }, size: 1 } as never),
      report: () => Promise.resolve(state.report),
      saveReport: (_, report, summary) => {
        calls.push(`save ${summary.title ?? ''}`);
        state.report = report;
        return Promise.resolve();
      },
      crashKernelLog: () => Promise.resolve(undefined),
      saveLog: refuse('saveLog'),
      removeChunks: () => Promise.resolve(),
    },
    crashes: { groupOf: () => Promise.resolve(undefined), refine: refuse('refine') },
    bus: {
      publish: (events) => {
        published.push(...events);
        return Promise.resolve();
      },
    },
    fleet: { record: () => Promise.resolve() },
    findLines: find,
    examineDump: () => {
      calls.push('examine');
      return Promise.resolve(REPORT);
    },
    isReadInBits: refuse('isReadInBits'),
    ownedPlaces: refuse('ownedPlaces'),
    now: () => NOW,
    until: () => NOW,
  };
  return { deps, state, calls, published };
}
const request = { uploadId: ID, messageId: 'm1', lastAttempt: false };

describe('a report of builds without lines', () => {
  it('asks for them once it is told, where somebody hears', async () => {
    const h = harness(finds(), { analysis: 'waiting' });
    await examine(request, { ...h.deps, asksForLines: true });
    expect(h.published.map(({ name }) => name)).toEqual(['dump.examined', 'symbols.wanted']);
    expect(SymbolsWanted.parse(h.published[1]?.detail)).toMatchObject({
      uploadId: ID,
      host: 'fs-17.eu',
      builds: [
        { kind: 'kernel', name: 'vmlinux', buildId: kernel.header.buildId, release: '6.1.0-test' },
        { kind: 'module', name: 'culprit', buildId: B, release: '6.1.0-test' },
        { kind: 'module', name: 'idle', buildId: A, release: '6.1.0-test' },
      ],
    });
  });

  it('asks nobody where nobody is set, or where all are there', async () => {
    const nobody = harness(finds(), { analysis: 'waiting' });
    await examine(request, nobody.deps);
    const [first] = REPORT.panic?.frames ?? [];
    const all = harness(finds(kernel), { analysis: 'waiting' });
    const own: Report = {
      ...REPORT,
      panic: { title: 'x', kind: 'bug', fingerprint: null, frames: first === undefined ? [] : [first] },
      tasks: [],
    };
    await examine(request, { ...all.deps, asksForLines: true, examineDump: () => Promise.resolve(own) });
    for (const { published } of [nobody, all]) expect(published.map(({ name }) => name)).toEqual(['dump.examined']);
  });
});

describe('lines that come later', () => {
  const late = { ...request, forLines: true };

  it('are added to the report that is there; the dump is not read again, and nobody is told twice', async () => {
    const h = harness(finds(kernel));
    expect(await examine(late, h.deps)).toEqual({ outcome: 'lined' });
    expect(h.state.report?.panic?.frames[0]).toMatchObject({ file: 'lib/other.c', line: 9 });
    expect([h.calls, h.published]).toEqual([['save x', 'end {}'], []]);
  });

  it('change nothing where they are of no frame, or where there is no report', async () => {
    const none = harness(finds());
    expect(await examine(late, none.deps)).toMatchObject({ outcome: 'skipped' });
    const gone = harness(finds(kernel));
    gone.state.report = undefined;
    expect(await examine(late, gone.deps)).toMatchObject({ outcome: 'skipped' });
    for (const { calls } of [none, gone]) expect(calls).toEqual(['end {}']);
  });

  it('wait while the report is being made, and give up with it', async () => {
    const running = harness(finds(kernel), { analysis: 'running' });
    await expect(examine(late, running.deps)).rejects.toThrow(TransientError);
    expect(await examine({ ...late, lastAttempt: true }, running.deps)).toMatchObject({ outcome: 'skipped' });
    const unreadable = harness(finds(kernel), { analysis: 'unreadable' });
    expect(await examine(late, unreadable.deps)).toMatchObject({ outcome: 'skipped' });
    expect([running.calls, unreadable.calls]).toEqual([[], []]);
  });

  it('hold up nothing that arrives meanwhile: it is looked at by the same run', async () => {
    const h = harness(finds(kernel));
    h.state.endings.unshift(undefined);
    const get = h.deps.uploads.get.bind(h.deps.uploads);
    let looks = 0;
    // Seen when the second pass begins: the host has found that memory had changed since.
    const news = { recheck: { changed: [{ offset: 0, length: 1 }] } } as unknown as Partial<StoredUpload>;
    const uploads = {
      ...h.deps.uploads,
      get: async (id: string) => ({ ...(await get(id)), ...(looks++ > 0 ? news : {}) }) as StoredUpload,
    };
    await examine(late, { ...h.deps, uploads, ownedPlaces: () => Promise.resolve([]) });
    expect(h.calls).toContain('examine');
  });

  it('of an upload that was deleted are nobody’s affair', async () => {
    const h = harness(finds(kernel));
    h.state.upload = undefined;
    expect(await examine(late, h.deps)).toMatchObject({ outcome: 'skipped' });
  });
});
