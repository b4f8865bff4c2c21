/** A report is made of a dump that arrives bit by bit: of each only what the analyser asks for, in few rounds. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import type { ByteRange, ByteSource } from '../../../../../shared/bytes/byte-source.ts';
import { Wrapping, decompressedSource } from '../../../../../shared/bytes/decompressed-source.ts';
import { fileSource } from '../../../../../shared/bytes/file-source.ts';
import { PendingBytesError } from '../../../../../shared/bytes/pending.ts';
import { wantingSource } from '../../../../../shared/bytes/wanting-source.ts';
import type { Report } from '../../../../../shared/contract/report.ts';
import { firstWants } from '../../../../../shared/contract/uploads.ts';
import { examineDump } from '../../../../../shared/vmcore/index.ts';
import { nextWants } from '../../../../../shared/aws/dumps/next-wants.ts';
import { ArrivingDump } from '../../../../support/arriving-dump.ts';
import { CORPUS, describeWith } from '../../../../support/oracles.ts';

const SAMPLE = join(import.meta.dirname, '../../../../fixtures/vmcore/sample.kdump');
const MAX_ROUNDS = 12;

interface Arrival {
  readonly report: Report;
  readonly rounds: number;
  readonly servedBytes: number;
  /** Names of sections that were pending, by round. */
  readonly pending: readonly (readonly string[])[];
}

/** Rounds are counted as the host sees them: each is one set of ranges that it was asked for. */
async function arrive(whole: ByteSource): Promise<Arrival> {
  const dump = new ArrivingDump(whole);
  const pending: string[][] = [];
  // Less than a host is asked for at first: dumps of tests are small.
  let wants: ByteRange[] = [{ offset: 0, length: Math.min(256 * 1024, whole.sizeBytes) }];
  for (let rounds = 1; rounds <= MAX_ROUNDS + 1; rounds++) {
    dump.serve(wants);
    const source = wantingSource(dump.source());
    const report = await examineDump([source]).catch((error: unknown) => {
      if (error instanceof PendingBytesError) return undefined;
      throw error;
    });
    wants = nextWants(source.faults, dump.arrived(), whole.sizeBytes);
    if (wants.length === 0 && report !== undefined) return { report, rounds, servedBytes: dump.servedBytes, pending };
    const sections = report?.unavailable.filter((entry) => entry.pending === true).map(({ section }) => section) ?? [];
    pending.push([...new Set(sections)]);
  }
  throw new Error(`not finished after ${MAX_ROUNDS} rounds; pending: ${JSON.stringify(pending)}`);
}

/** Without what reading it took. */
function content({ dump: _, ...rest }: Report): Omit<Report, 'dump'> {
  return rest;
}

function tellsTheSame(open: () => Promise<ByteSource>, close: () => Promise<void>, share: number): void {
  let whole: ByteSource;
  let arrival: Arrival;

  beforeAll(async () => {
    whole = await open();
    arrival = await arrive(whole);
  });
  afterAll(close);

  it('makes the report of the whole dump', async () => {
    expect(content(arrival.report)).toEqual(content(await examineDump([whole])));
    expect(arrival.report.unavailable.some((entry) => entry.pending === true)).toBe(false);
  });

  it(`takes ${MAX_ROUNDS} rounds at most, and not the whole dump`, () => {
    expect(arrival.rounds).toBeLessThanOrEqual(MAX_ROUNDS);
    expect(arrival.servedBytes / whole.sizeBytes).toBeLessThan(share);
  });

  it('says of what it can not tell yet that it is pending', () => {
    expect(arrival.pending.flat()).toEqual(expect.arrayContaining(['tasks', 'modules']));
  });
}

describe('a dump that arrives as it is asked for', () => {
  let file: Awaited<ReturnType<typeof fileSource>>;
  tellsTheSame(
    async () => (file = await fileSource(SAMPLE)),
    () => file.close(),
    0.5,
  );

  it('wants the head first, and of an empty one nothing', () => {
    expect(firstWants(0)).toEqual([]);
    expect(firstWants(1000)).toEqual([{ offset: 0, length: 1000 }]);
  });

  it('ends at once on what is no dump', async () => {
    await expect(arrive(memorySource(new TextEncoder().encode('no dump at all\n')))).rejects.toThrow(
      'not a memory dump',
    );
  });
});

for (const name of ['s-arm64-sysrq-c.zlib-d31.kdump', 'd-abba.zstd-d31.kdump']) {
  const path = join(CORPUS, 'vmcores', name);
  describeWith({ files: [path] }, `${name} as it arrives`, () => {
    let file: Awaited<ReturnType<typeof fileSource>>;
    tellsTheSame(
      async () => (file = await fileSource(path)),
      () => file.close(),
      0.5,
    );
  });
}

const ELF = join(CORPUS, 'vmcores/a-sysrq-c.d31.elf.zst');
describeWith({ files: [ELF] }, 'an ELF dump as it arrives', () => {
  let close = (): Promise<void> => Promise.resolve();
  tellsTheSame(
    async () => {
      const file = await fileSource(ELF);
      const elf = await decompressedSource(file, Wrapping.Zstd, {});
      close = async () => {
        await elf.close();
        await file.close();
      };
      return elf;
    },
    () => close(),
    0.35,
  );
});
