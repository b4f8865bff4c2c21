/** In which order a report is kept and told, what it says of its upload, and when a dump that arrives is waited for whole. */
import { describe, expect, it } from '@jest/globals';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { PendingBytesError } from '../../../../shared/bytes/pending.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { FormatError, TransientError } from '../../../../shared/errors.ts';
import { examine } from '../../../../functions/examine/examine.ts';
import type { ExamineDeps } from '../../../../functions/examine/ports.ts';
import { late } from '../../../support/late.ts';
import { ID, harness, request } from './harness.ts';

const GROUP = 'c000000000000000000000001';
const BUILD = 'ab'.repeat(20);
const frame = (symbol: string, reliable = true) => ({ address: '0x1', symbol, offset: 1, sizeBytes: 2, reliable });
const REPORT: Report = {
  reportVersion: 1,
  dump: { format: 'elf', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
  kernel: { release: '6.12.9', machine: 'x86_64', tainted: [], buildId: BUILD },
  panic: { title: 'x', kind: 'bug', fingerprint: 'f1', frames: [frame('ext4_fill_super'), frame('mount_bdev')] },
  log: { records: 1, text: 'Linux version 6.12.9\n' },
  findings: [{ code: 'deadlock', severity: 'critical', summary: 'A waits for B', evidence: [] }],
  unavailable: [],
};
const BYTES = new Uint8Array(1024 * 1024);

const withoutRegister = ({ register: _register, ...others }: ExamineDeps): ExamineDeps => others;

/** The analyser answers `report`, and nobody is asked who signed its kernel. */
function examined(report: Report, changes: Partial<StoredUpload> = {}, more: Partial<ExamineDeps> = {}) {
  const h = harness(BYTES, changes);
  const deps: ExamineDeps = { ...withoutRegister(h.deps), examineDump: () => Promise.resolve(report), ...more };
  return { ...h, deps, outcome: examine(request, deps) };
}

describe('a report that is made', () => {
  it('is kept before anybody hears of it, its findings before its log, and all of it before the upload is done', async () => {
    const h = examined(REPORT, { crashId: GROUP });
    await h.outcome;
    expect(h.steps).toEqual([
      'change analysis',
      'report',
      'change findings',
      'log',
      'refine',
      'publish',
      'figures',
      'end',
    ]);
  });

  it('has told the fleet’s figures when its upload is done, however slow they are taken', async () => {
    const h = harness(BYTES);
    const record = () => Promise.resolve(void h.steps.push('figures at last'));
    await examine(request, { ...h.deps, examineDump: () => Promise.resolve(REPORT), fleet: late({ record }) });
    expect(h.steps.slice(-2)).toEqual(['figures at last', 'end']);
  });

  it('takes the chunks of a dump that was sealed away after its own end', async () => {
    const h = examined(REPORT, { state: 'sealed' });
    await h.outcome;
    expect(h.steps.slice(-2)).toEqual(['end', 'remove chunks']);
  });

  it('leaves a sealed dump’s chunks where it is kept in pieces', async () => {
    const h = examined(REPORT, { state: 'sealed', inPieces: true });
    await h.outcome;
    expect(h.steps).not.toContain('remove chunks');
  });

  it('names the kernel’s build, its image and its findings to whoever listens, and keeps the build with the upload', async () => {
    const integrity = { image: 'signed' as const, signedBy: 'release-2026-11' };
    const h = examined({ ...REPORT, integrity });
    await h.outcome;
    expect(h.state.upload).toMatchObject({ analysis: 'done', kernelRelease: '6.12.9', buildId: BUILD });
    expect(h.state.upload.findings).toEqual(['deadlock']);
    expect(h.published[0]?.detail).toMatchObject({ kernelRelease: '6.12.9', buildId: BUILD, ...integrity });
  });

  it('says nothing of an image that nobody looked for', async () => {
    const h = examined(REPORT);
    await h.outcome;
    expect(Object.keys(h.published[0]?.detail ?? {})).not.toContain('image');
  });

  it('refines the group of the crash that the upload tells again, by the fingerprint of its stack', async () => {
    const h = examined(REPORT, { crashId: GROUP, sameCrashAs: 'first' });
    await h.outcome;
    expect(h.refined).toEqual([
      {
        crashId: GROUP,
        uploadId: 'first',
        findings: ['deadlock'],
        fingerprints: [expect.stringMatching(/^v\d+:[0-9a-f]{32}$/)],
      },
    ]);
  });

  it('has no fingerprint of a stack without names', async () => {
    const h = examined({ ...REPORT, panic: { ...REPORT.panic!, frames: [] } }, { crashId: GROUP });
    await h.outcome;
    expect(h.refined).toMatchObject([{ uploadId: ID, fingerprints: [] }]);
  });

  it('says nothing of the log’s group where the dump’s own is another', async () => {
    const h = examined(REPORT, { crashId: GROUP }, {});
    h.state.groupOfReport = 'c000000000000000000000002';
    await h.outcome;
    expect(h.refined).toEqual([]);
    expect(h.published[0]?.detail).toMatchObject({ crashId: 'c000000000000000000000002' });
  });

  it('sends triage no log where the dump holds none, nor an empty one', async () => {
    const { log, ...without } = REPORT;
    for (const report of [without, { ...REPORT, log: { records: 0, ...log, text: '' } }]) {
      const h = examined(report);
      await h.outcome;
      expect(h.steps).not.toContain('log');
    }
  });
});

describe('memory that changed after the crash', () => {
  const changed = Array.from({ length: 20 }, (_, i) => ({ offset: i * 8192, length: 4096 }));

  it('is a finding once, by its places in memory, whose owner is named; sixteen of them at most', async () => {
    const before = { code: 'memory-changed', severity: 'warning' as const, summary: 'old', evidence: [] };
    const places = changed.map(({ offset }, i) => ({
      physicalAddress: BigInt(offset),
      lengthBytes: 4096,
      ...(i === 0 ? { owner: 'slab kmalloc-64' } : {}),
    }));
    const h = examined(
      { ...REPORT, findings: [before, ...REPORT.findings] },
      { recheck: { checkedBytes: 2 ** 20, changed } },
      { ownedPlaces: () => Promise.resolve(places) },
    );
    await h.outcome;
    const findings = (h.saved.report?.findings ?? []).filter(({ code }) => code === before.code);
    expect(findings).toMatchObject([{ summary: expect.stringContaining('81920 of 1048576 bytes') }]);
    expect(findings[0]?.evidence).toHaveLength(16);
    expect(findings[0]?.evidence.slice(0, 2)).toEqual([
      '4096 bytes at physical address 0x0: slab kmalloc-64',
      '4096 bytes at physical address 0x2000',
    ]);
    expect(h.saved.report?.integrity?.changedAfterCrash).toHaveLength(20);
    expect(h.state.upload.recheckedAt).toBeDefined();
  });

  it('is none where all that was hashed again is as it was', async () => {
    const refuse = () => Promise.reject(new Error('there is nothing to look for'));
    const h = examined(REPORT, { recheck: { checkedBytes: 4096, changed: [] } }, { ownedPlaces: refuse });
    await h.outcome;
    expect(h.saved.report?.findings.map(({ code }) => code)).toEqual(['deadlock']);
  });
});

describe('a dump that arrives', () => {
  const wanting: ExamineDeps['examineDump'] = async ([source]) => {
    await source!.read([{ offset: 0, length: 4096 }]);
    return REPORT;
  };
  const arriving = (changes: Partial<StoredUpload>, more: Partial<ExamineDeps> = {}) => {
    const h = harness(BYTES, { state: 'open', wantedRound: 1, ...changes }, [0]);
    return { ...h, outcome: examine(request, { ...h.deps, examineDump: wanting, ...more }) };
  };
  const whole = { outcome: 'skipped', reason: 'it is read when it is there whole' };

  it('is asked for the pages that were missed, whole blocks of them', async () => {
    const h = arriving({}, { isReadInBits: () => Promise.resolve(true) });
    expect(await h.outcome).toMatchObject({ outcome: 'wants', round: 2, ranges: 1, bytes: 64 * 1024 });
    expect(h.state.upload.wanted).toEqual([{ offset: 0, length: 64 * 1024 }]);
  });

  it('is asked for no more once it is read when it is whole: by its format, or since the rounds have no end', async () => {
    for (const [round, isInBits] of [
      [1, false],
      [40, true],
    ] as const) {
      const h = arriving({ wantedRound: round }, { isReadInBits: () => Promise.resolve(isInBits) });
      expect(await h.outcome).toEqual(whole);
      expect(h.state.upload).toMatchObject({ analysis: 'waiting', wanted: [], wantedRound: undefined });
    }
    const last = arriving({ wantedRound: 39 }, { isReadInBits: () => Promise.resolve(true) });
    expect(await last.outcome).toMatchObject({ outcome: 'wants', round: 40 });
  });

  it('is asked on where its format is not known yet, and tried again where that could not be asked', async () => {
    const pending = new PendingBytesError({ name: 'dump' }, [{ offset: 0, length: 4096 }]);
    expect(await arriving({}, { isReadInBits: () => Promise.reject(pending) }).outcome).toMatchObject({
      outcome: 'wants',
    });
    const slow = arriving({}, { isReadInBits: () => Promise.reject(new TransientError('S3 is slow')) });
    await expect(slow.outcome).rejects.toThrow('S3 is slow');
  });

  it('is not opened while nothing of it was ever asked for', async () => {
    const refuse = () => Promise.reject(new Error('not to be read'));
    const h = arriving({ wantedRound: undefined }, { examineDump: refuse });
    expect(await h.outcome).toEqual(whole);
    expect(h.state.upload.analysis).toBe('waiting');
  });
});

describe('a dump that is given up', () => {
  it('tells its crash where one is known, a reason of 1,000 characters, and wants nothing any more', async () => {
    const unreadable = () =>
      Promise.reject(new FormatError('bad-magic', { format: 'elf', field: 'header' }, 'x'.repeat(2000)));
    const h = examined(REPORT, { crashId: GROUP, wanted: [{ offset: 0, length: 4096 }] }, { examineDump: unreadable });
    expect(await h.outcome).toMatchObject({ outcome: 'unreadable' });
    expect(h.published).toMatchObject([{ name: 'dump.unreadable', detail: { crashId: GROUP } }]);
    expect(h.state.upload).toMatchObject({ analysis: 'unreadable', wanted: [] });
    expect(h.state.upload.reason).toHaveLength(1000);
    const unknown = examined(REPORT, {}, { examineDump: unreadable });
    await unknown.outcome;
    expect(Object.keys(unknown.published[0]?.detail ?? {})).not.toContain('crashId');
  });

  it('is left to the run that has it', async () => {
    const h = harness(BYTES);
    const uploads = { ...h.deps.uploads, beginExamination: () => Promise.resolve(false) };
    expect(await examine(request, { ...h.deps, uploads })).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringMatching(/being examined/),
    });
    expect(h.steps).toEqual([]);
  });

  it('is put back where something arrives again and again', async () => {
    const h = harness(BYTES);
    let ends = 0;
    const uploads = { ...h.deps.uploads, endExamination: () => (++ends, Promise.resolve(undefined)) };
    const deps = { ...h.deps, uploads, examineDump: () => Promise.resolve(REPORT) };
    await expect(examine(request, deps)).rejects.toThrow(TransientError);
    expect(ends).toBe(20);
  });
});
