import { describe, expect, it } from '@jest/globals';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { Frame, Report } from '../../../../shared/contract/report.ts';
import { FormatError, FormatErrorCode } from '../../../../shared/errors.ts';
import type { Build, FindLines } from '../../../../shared/symbols/lines/find.ts';
import { withLines, withSourceLink } from '../../../../shared/symbols/lines/report.ts';
import { withTraceLines } from '../../../../shared/symbols/lines/trace.ts';
import { LineTable } from '../../../../shared/symbols/table/read.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { symbolFixture, tableOf } from '../../../support/symbol-fixtures.ts';

const TEXT = 0xffffffffa4000000n;
const MODULE_TEXT = 0xffffffffc0500000n;
const RELEASE = '6.1.0-test';
const kernel = await tableOf(symbolFixture('gcc-dwarf5'), 'gcc-dwarf5');
const module = await tableOf(symbolFixture('module-x86-64'), 'module-x86-64');

const hex = (address: bigint): string => `0x${address.toString(16)}`;
const frame = (offset: number, more: Partial<Frame> = {}): Frame => ({
  address: hex(TEXT + BigInt(offset)),
  symbol: 'start_kernel',
  offset,
  sizeBytes: 80,
  reliable: true,
  ...more,
});
const moduleFrame = (offset: number, more: Partial<Frame> = {}): Frame => ({
  address: hex(MODULE_TEXT + BigInt(offset)),
  symbol: 'plain',
  offset,
  sizeBytes: 16,
  module: 'unknown',
  reliable: true,
  ...more,
});

function report(frames: Frame[], more: Partial<Report> = {}): Report {
  return {
    reportVersion: 1,
    dump: { format: 'elf', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
    kernel: {
      release: RELEASE,
      machine: 'x86_64',
      tainted: [],
      buildId: kernel.header.buildId,
      textAddress: hex(TEXT),
    },
    panic: { title: 'x', kind: 'bug', fingerprint: 'v1:1', frames },
    findings: [],
    unavailable: [],
    ...more,
  };
}

/** Knows both builds, and what it was asked. */
function knowing(tables: readonly LineTable[] = [kernel, module]): FindLines & { asked: Build[] } {
  const asked: Build[] = [];
  const find = (build: Build): Promise<LineTable[]> => {
    asked.push(build);
    return Promise.resolve(
      tables.filter(({ header }) =>
        build.buildId === undefined ? header.kind === build.kind : header.buildId === build.buildId,
      ),
    );
  };
  return Object.assign(find, { asked });
}

const framesOf = ({ panic }: Report): Frame[] => panic?.frames ?? [];

describe('a report with lines', () => {
  it('has the place of the call at a return address, of the instruction itself where the processor stood', async () => {
    // 0x1c is in `innermost`, 0x1b still in `middle` (the oracle's rows).
    const made = await withLines(report([frame(0x1c, { exact: true }), frame(0x1c)]), knowing());
    expect(framesOf(made)).toMatchObject([
      {
        file: 'lib/other.c',
        line: 9,
        inlined: [
          { function: 'innermost', file: 'include/linux/lines.h', line: 6 },
          { function: 'middle', file: 'include/linux/lines.h', line: 14 },
        ],
      },
      { file: 'lib/other.c', line: 9, inlined: [{ function: 'middle', file: 'include/linux/lines.h', line: 14 }] },
    ]);
  });

  it('has no inlined functions where there are none, and keeps all else of a frame', async () => {
    const given = frame(4, { exact: true, stack: 'irq' });
    expect(framesOf(await withLines(report([given]), knowing()))).toEqual([{ ...given, file: 'lib/other.c', line: 9 }]);
  });

  it('has them for processors, tasks and the instruction pointer too', async () => {
    const given = report([], {
      panic: {
        title: 'x',
        kind: 'bug',
        fingerprint: null,
        frames: [],
        ip: { address: hex(TEXT), symbol: 'start_kernel' },
      },
      cpus: [{ cpu: 0, frames: [frame(5)] }],
      tasks: [{ pid: 1, comm: 'init', state: 'R', frames: [frame(5)] }],
    });
    const made = await withLines(given, knowing());
    expect(made.panic?.ip).toEqual({ address: hex(TEXT), symbol: 'start_kernel', file: 'lib/other.c', line: 8 });
    expect(made.cpus?.[0]?.frames[0]).toMatchObject({ file: 'lib/other.c', line: 9 });
    expect(made.tasks?.[0]?.frames[0]).toMatchObject({ file: 'lib/other.c', line: 9 });
  });

  it('is the report as it was without symbols, for another build, and for code outside of the kernel', async () => {
    const given = report([frame(5)]);
    expect(await withLines(given, () => Promise.resolve([]))).toBe(given);
    const other = report([frame(5)], { kernel: { ...given.kernel, buildId: 'ab'.repeat(20) } as Report['kernel'] });
    expect(await withLines(other, knowing())).toBe(other);
    const bpf = report([frame(0, { address: hex(TEXT + 0x10_0000n), symbol: 'bpf_prog_1' })]);
    expect(await withLines(bpf, knowing())).toBe(bpf);
  });

  it('finds the kernel by its functions where `_text` is not known, unless they disagree', async () => {
    const kernel: NonNullable<Report['kernel']> = { release: '', machine: '', tainted: [], ...report([]).kernel };
    delete kernel.textAddress;
    const given = report([frame(5)], { kernel });
    expect(framesOf(await withLines(given, knowing()))).toMatchObject([{ file: 'lib/other.c', line: 9 }]);
    const odd = report([frame(5), frame(7, { symbol: 'plain', address: hex(TEXT + 0x5000n) })], { kernel });
    expect(await withLines(odd, knowing())).toBe(odd);
  });

  it('finds a module by its build-id, and its places by its symbols', async () => {
    const modules = [
      { name: 'unknown', address: hex(MODULE_TEXT), sizeBytes: 4096, tainted: [], buildId: module.header.buildId },
    ];
    const find = knowing();
    const made = await withLines(report([moduleFrame(6)], { modules }), find);
    expect(framesOf(made)).toMatchObject([{ file: 'lib/lines.c', line: 8 }]);
    expect(find.asked).toContainEqual({
      kind: 'module',
      name: 'unknown',
      buildId: module.header.buildId,
      release: RELEASE,
    });
  });

  it('takes a module that is known by release and name alone for another where a function has another size', async () => {
    const good = await withLines(report([moduleFrame(6)]), knowing());
    expect(framesOf(good)[0]?.line).toBe(8);
    const other = await withLines(report([moduleFrame(6), moduleFrame(8, { sizeBytes: 8 })]), knowing());
    expect(framesOf(other).map(({ line }) => line)).toEqual([undefined, undefined]);
  });

  it('notes a damaged table and loses nothing else', async () => {
    const failure = new FormatError(FormatErrorCode.BadValue, { format: 'line table', field: 'block' }, 'damaged');
    const find: FindLines = ({ kind }) => (kind === 'kernel' ? Promise.reject(failure) : Promise.resolve([module]));
    const made = await withLines(report([frame(5), moduleFrame(6)]), find);
    expect(framesOf(made).map(({ line }) => line)).toEqual([undefined, 8]);
    expect(made.unavailable).toEqual([{ section: 'lines', reason: expect.stringMatching('damaged'), partial: true }]);
  });

  it('says where its sources are shown', () => {
    const links = [
      { releases: '6.1.0*', url: 'https://git.example/{tag}/{path}#L{line}' },
      { releases: '*', url: 'https://other.example/{path}' },
    ];
    expect(withSourceLink(report([]), links).kernel?.sourceLink).toBe('https://git.example/v6.1/{path}#L{line}');
    expect(withSourceLink(report([]), []).kernel?.sourceLink).toBeUndefined();
  });
});

describe('many look-ups at once', () => {
  it('answer as each would alone, at the places of the questions', async () => {
    const places = [0x1c, 9_999_999, 0, 0x22].map((offset) => ({ space: '', offset }));
    const alone = await Promise.all(places.map(({ space, offset }) => kernel.lookup(space, offset)));
    expect(alone[1]).toBeUndefined();
    expect(alone[0]).toHaveLength(3);
    expect(await kernel.lookupAll(places)).toEqual(alone);
  });
});

describe('a trace of a log', () => {
  const result = (frames: TriageResult['frames'], release = RELEASE): TriageResult => ({
    title: 'x',
    altTitles: [],
    kind: 'bug',
    corrupted: false,
    panicked: true,
    fingerprint: 'v1:1',
    others: [],
    frames,
    kernelRelease: release,
  });
  const oops = { symbol: 'start_kernel', offset: 0x1c, sizeBytes: 80, reliable: true };

  it('has lines where its functions have the sizes of the build', async () => {
    const made = await withTraceLines(result([{ ...oops, exact: true }, oops]), knowing());
    expect(made.frames.map(({ inlined }) => inlined?.map((inner) => inner.function))).toEqual([
      ['innermost', 'middle'],
      ['middle'],
    ]);
  });

  it.each([
    ['another size', result([{ ...oops, sizeBytes: 400 }])],
    ['a smaller size', result([{ ...oops, sizeBytes: 40 }])],
    ['no size', result([{ symbol: 'start_kernel', offset: 0x1c, reliable: true }])],
    ['a size that fits and one that does not', result([oops, { ...oops, symbol: 'plain', offset: 1, sizeBytes: 900 }])],
    ['only functions that the build has not', result([{ ...oops, symbol: 'elsewhere' }])],
  ])('stays as it is with %s', async (_, given) => {
    expect(await withTraceLines(given, knowing())).toBe(given);
  });

  it('stays as it is where two builds fit and say different things', async () => {
    const other = await tableOf(symbolFixture('clang-dwarf5'), 'clang-dwarf5');
    const given = result([{ symbol: 'start_kernel', offset: 1, sizeBytes: 80, reliable: true }]);
    const both = await withTraceLines(given, () => Promise.resolve([kernel, kernel]));
    expect(both.frames[0]?.line).toBe(8);
    const [symbol] = await other.symbol('start_kernel');
    const sized = result([
      { symbol: 'start_kernel', offset: 0x1c, sizeBytes: symbol?.sizeBytes ?? 80, reliable: true },
    ]);
    const unsure = await withTraceLines(sized, () => Promise.resolve([other, kernel]));
    const [alone, alsoAlone] = [[other], [kernel]].map((tables) =>
      withTraceLines(sized, () => Promise.resolve(tables)),
    );
    const said = [await alone, await alsoAlone].map((one) => JSON.stringify(one?.frames));
    expect(said[0] === said[1] ? 'the same' : unsure).toEqual(said[0] === said[1] ? 'the same' : sized);
  });
});

describe('a table that was put together by others', () => {
  it('is refused when a block does not hold what it should', async () => {
    const { extractLines } = await import('../../../../shared/symbols/extract.ts');
    const { pieces } = await extractLines(memorySource(symbolFixture('gcc-dwarf5'), 'x'));
    const bytes = Buffer.concat(pieces);
    await (await LineTable.open(memorySource(bytes, 'x'))).check();
    bytes.fill(0xff, bytes.length - 60);
    const damaged = await LineTable.open(memorySource(bytes, 'x'));
    await expect(damaged.check()).rejects.toThrow(FormatError);
  });
});
