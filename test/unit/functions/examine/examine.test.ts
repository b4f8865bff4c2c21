import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { StoredImage } from '../../../../shared/domain/image/record.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { NotFoundError, TransientError } from '../../../../shared/errors.ts';
import { examineDump } from '../../../../shared/vmcore/index.ts';
import { examine } from '../../../../functions/examine/examine.ts';
import type { ExamineDeps } from '../../../../functions/examine/ports.ts';
import type { KernelRegister } from '../../../../functions/examine/signed-kernel.ts';
import { ID, SAMPLE, harness, request } from './harness.ts';

describe('examine', () => {
  it('makes the report of a real dump in chunks, keeps its log for triage and refines its group', async () => {
    const h = harness(await readFile(SAMPLE), { crashId: 'c000000000000000000000001' });
    const outcome = await examine(request, h.deps);

    expect(outcome).toMatchObject({ outcome: 'examined' });
    expect(h.saved.report?.kernel?.release).toMatch(/^6\.\d+\.\d+/);
    expect(h.saved.log).toContain('Linux version');
    expect(h.published.map((event) => event.name)).toEqual(['dump.examined']);
    expect(h.published[0]?.detail).toMatchObject({ uploadId: ID, correlationId: ID, host: 'fs-17.eu' });
    expect(h.state.upload).toMatchObject({ analysis: 'done', kernelRelease: h.saved.report?.kernel?.release });
    expect(h.refined).toMatchObject([{ crashId: 'c000000000000000000000001' }]);
    const told = { uploadId: ID, host: 'fs-17.eu', release: h.saved.report?.kernel?.release };
    expect(h.figures).toMatchObject([told]);
    expect(h.figures[0]?.stacks[0]?.usedBytes).toBeGreaterThan(0);
  });

  it('draws on what the crash kernel said of itself, where its host sent that', async () => {
    const h = harness(await readFile(SAMPLE));
    h.sent.crashKernelLog = 'kdump[301]: saving vmcore\nmakedumpfile Failed.\n';
    await examine(request, h.deps);
    expect(h.saved.report?.crashKernelLog).toBe(h.sent.crashKernelLog);
    expect(h.saved.report?.findings).toContainEqual(
      expect.objectContaining({ code: 'crash-kernel-trouble', evidence: ['makedumpfile Failed.'] }),
    );
  });

  it('takes the chunks away when the dump was sealed meanwhile, and only then', async () => {
    const open = harness(await readFile(SAMPLE));
    await examine(request, open.deps);
    expect(open.saved.chunksRemoved).toBeUndefined();
    const sealed = harness(await readFile(SAMPLE));
    const { examineDump: read } = sealed.deps;
    const sealedMeanwhile = (sources: Parameters<typeof read>[0]) => {
      sealed.state.upload = { ...sealed.state.upload, state: 'sealed' };
      return read(sources);
    };
    await examine(request, { ...sealed.deps, examineDump: sealedMeanwhile });
    expect(sealed.saved.chunksRemoved).toBe(true);
  });

  it('asks for what it misses of a dump that arrives, and keeps the report as far as it goes', async () => {
    const h = harness(await readFile(SAMPLE), { state: 'open', wantedRound: 1 }, [1]);
    expect(await examine(request, h.deps)).toMatchObject({ outcome: 'wants', round: 2 });
    expect(h.state.upload).toMatchObject({ analysis: 'waiting', wantedRound: 2 });
    expect(h.state.upload.wanted.length).toBeGreaterThan(0);
    expect(h.saved.report?.unavailable.some((entry) => entry.pending === true)).toBe(true);
    expect(h.published).toEqual([]);
  });

  it('waits until all that was wanted is there', async () => {
    const wanted = [{ offset: 0, length: 4096 }];
    const h = harness(await readFile(SAMPLE), { state: 'open', wantedRound: 1, wanted });
    expect(await examine(request, h.deps)).toEqual({ outcome: 'skipped', reason: 'wanted ranges are still to come' });
    expect(h.state.upload.analysis).toBe('waiting');
  });

  it('tells of memory that changed after the crash, also when the report was made before', async () => {
    const recheck = { checkedBytes: 8192, changed: [{ offset: 4096, length: 4096 }] };
    const h = harness(await readFile(SAMPLE), { analysis: 'done', recheck });
    expect(await examine(request, h.deps)).toMatchObject({ outcome: 'examined' });
    expect(h.saved.report?.findings).toContainEqual(
      expect.objectContaining({ code: 'memory-changed', evidence: ['4096 bytes at offset 4096 of the dump'] }),
    );
    expect(await examine(request, h.deps)).toMatchObject({ outcome: 'skipped' });
  });

  it('compares the code with that of the signed image once the dump is there whole, and tells of it again', async () => {
    const signedImage = { id: 'i', state: 'signed' } as StoredImage;
    const image = () => Promise.resolve(undefined);
    const given: unknown[] = [];
    const h = harness(await readFile(SAMPLE), { state: 'open' as const, wantedRound: 1 });
    const deps: ExamineDeps = {
      ...h.deps,
      register: { ...h.deps.register, byBuildId: () => Promise.resolve([signedImage]) } as KernelRegister,
      signedKernel: image,
      examineDump: async (sources, options) => {
        given.push(options?.image);
        const report = await examineDump(sources);
        const text = { checkedBytes: 100, differences: [] };
        return options?.image === undefined
          ? report
          : { ...report, integrity: { image: 'unknown', ...report.integrity, text } };
      },
    };
    await examine(request, deps);
    expect(h.state.upload).toMatchObject({ analysis: 'done', textUnchecked: true });
    expect(await examine(request, deps)).toMatchObject({ outcome: 'skipped' });

    h.state.upload = { ...h.state.upload, state: 'complete' };
    expect(await examine(request, deps)).toMatchObject({ outcome: 'examined' });
    expect(given).toEqual([undefined, image]);
    expect(h.saved.report?.integrity).toMatchObject({ image: 'signed', text: { checkedBytes: 100 } });
    expect(h.published.map(({ detail }) => detail.id)).toEqual([`examined:${ID}`, `examined:${ID}:compared`]);
    expect(await examine(request, deps)).toMatchObject({ outcome: 'skipped' });
  });

  it('does not look for the code in a dump of which only the hot pages were wanted', async () => {
    const h = harness(await readFile(SAMPLE), { policy: 'hot' });
    const given: unknown[] = [];
    const watched: ExamineDeps['examineDump'] = (sources, options) => {
      given.push(options?.image);
      return examineDump(sources);
    };
    await examine(request, { ...h.deps, signedKernel: () => Promise.resolve(undefined), examineDump: watched });
    expect(given).toEqual([undefined]);
  });

  it('does nothing for an event that comes again', async () => {
    const h = harness(await readFile(SAMPLE));
    await examine(request, h.deps);
    expect(await examine(request, h.deps)).toMatchObject({ outcome: 'skipped' });
    expect(h.published).toHaveLength(1);
  });

  it.each([
    ['a text file named vmcore', Buffer.from('this is no dump\n'.repeat(100))],
    ['an empty file', new Uint8Array(0)],
    ['a few bytes', Buffer.from('KDUMP')],
  ])('says that %s is unreadable, and why, and keeps it', async (_name, bytes) => {
    const h = harness(bytes);
    const outcome = await examine(request, h.deps);
    expect(outcome).toMatchObject({ outcome: 'unreadable' });
    expect(h.state.upload).toMatchObject({ analysis: 'unreadable', reason: expect.stringMatching(/\S/) });
    expect(h.published).toMatchObject([{ name: 'dump.unreadable', detail: { uploadId: ID } }]);
  });

  it.each([0.01, 0.3, 0.7, 0.99])('answers for a dump cut at %d of its length, one way or the other', async (share) => {
    const sample = await readFile(SAMPLE);
    const h = harness(sample.subarray(0, Math.floor(sample.length * share)));
    const outcome = await examine(request, h.deps);
    expect(['examined', 'unreadable']).toContain(outcome.outcome);
    expect(['done', 'unreadable']).toContain(h.state.upload.analysis);
  });

  it('says so when the first chunk of a complete upload never arrived', async () => {
    const h = harness(await readFile(SAMPLE), {}, [0]);
    expect(await examine(request, h.deps)).toMatchObject({
      outcome: 'unreadable',
      reason: expect.stringMatching(/not arrived/),
    });
  });

  it('leaves a log that was sent alone in peace', async () => {
    const h = harness(new Uint8Array(0), { policy: 'log' });
    expect(await examine(request, h.deps)).toEqual({ outcome: 'skipped', reason: 'a log alone' });
    expect(h.published).toEqual([]);
  });

  it('tries again what may pass', async () => {
    const h = harness(await readFile(SAMPLE));
    const failing = { ...h.deps, examineDump: () => Promise.reject(new TransientError('S3 is slow')) };
    await expect(examine({ ...request, lastAttempt: true }, failing)).rejects.toThrow(TransientError);
    expect(h.state.upload.analysis).toBe('running');
  });

  it('tries again after a fault of its own, and gives the dump up with the message', async () => {
    const h = harness(await readFile(SAMPLE));
    const failing = { ...h.deps, examineDump: () => Promise.reject(new TypeError('x is undefined')) };
    await expect(examine(request, failing)).rejects.toThrow(TypeError);
    expect(h.state.upload.analysis).toBe('running');
    await expect(examine({ ...request, lastAttempt: true }, failing)).rejects.toThrow(TypeError);
    expect(h.state.upload).toMatchObject({ analysis: 'unreadable', reason: 'the analyser failed: x is undefined' });
  });

  it('repeats everything when it was killed before the end', async () => {
    const h = harness(await readFile(SAMPLE));
    const killed = { ...h.deps, bus: { publish: () => Promise.reject(new Error('killed')) } };
    await expect(examine(request, killed)).rejects.toThrow('killed');
    expect(await examine(request, h.deps)).toMatchObject({ outcome: 'examined' });
    expect(h.published).toHaveLength(1);
  });

  it('does not know an upload that is not there', async () => {
    const h = harness(new Uint8Array(0));
    await expect(examine({ ...request, uploadId: 'x' }, h.deps)).rejects.toThrow(NotFoundError);
  });

  it('reads any bytes at all without an error of its own', async () => {
    const h = harness(Buffer.from('KDUMP   ').subarray(0));
    const source = memorySource(Buffer.from('KDUMP   '.repeat(2000)));
    await expect(examineDump([source])).rejects.toThrow(/kdump|diskdump|KDUMP/i);
    expect(h.published).toEqual([]);
  });
});
