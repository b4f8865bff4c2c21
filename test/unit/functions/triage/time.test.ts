import { describe, expect, it } from '@jest/globals';
import { endsBefore, whileWriting } from '../../../../functions/triage/time.ts';
import { settled } from './harness.ts';

const FAULT = new Error('the table is gone');

/** Naps end when the test says so; each keeps the signal by which it is called off. */
function naps() {
  const open: { readonly wake: () => void; readonly signal: AbortSignal }[] = [];
  const sleep = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((wake) => {
      open.push({ wake, signal });
    });
  return { open, sleep };
}

describe('writing while something is read', () => {
  it('writes once more what was read while it wrote', async () => {
    const { open, sleep } = naps();
    const reading = Promise.withResolvers<undefined>();
    const written: number[] = [];
    let read = 1;
    const done = whileWriting(
      reading.promise,
      async () => {
        written.push(read);
        read += 1;
        if (written.length === 1) reading.resolve(undefined);
        await settled();
      },
      { sleep },
    );
    open[0]?.wake();
    await done;
    expect(written).toEqual([1, 2]);
  });

  it('naps no longer than there is something to wait for, and fails with what the reading failed with', async () => {
    const { open, sleep } = naps();
    const reading = Promise.reject(FAULT);
    await expect(whileWriting(reading, () => Promise.resolve(), { sleep })).rejects.toBe(FAULT);
    expect(open.map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});

describe('work that has to end in time', () => {
  const timeLeftMs = () => 100;

  it('has ended, and its nap with it', async () => {
    const { open, sleep } = naps();
    expect(await endsBefore(Promise.resolve(), 50, { sleep, timeLeftMs })).toBe(true);
    expect(open.map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  it('goes on where the time is over, and fails unheard', async () => {
    const { open, sleep } = naps();
    const work = Promise.withResolvers<undefined>();
    let left = 100;
    const ended = endsBefore(work.promise, 50, { sleep, timeLeftMs: () => left });
    left = 50;
    open[0]?.wake();
    expect(await ended).toBe(false);
    work.reject(FAULT);
    await settled();
  });

  it('fails with its own fault, also where that comes with the end of a nap', async () => {
    const work = Promise.withResolvers<undefined>();
    const sleep = (): Promise<void> =>
      Promise.resolve().then(() => {
        work.reject(FAULT);
      });
    await expect(endsBefore(work.promise, 50, { sleep, timeLeftMs })).rejects.toBe(FAULT);
  });
});
