import { describe, expect, it } from '@jest/globals';
import { NoProgressError, whileItGetsOn } from '../../../../infra/local/stack/patience.ts';
import type { Look } from '../../../../infra/local/stack/patience.ts';

/** Time that only passes when it is waited for. */
function setting(looks: number) {
  let waitedMs = 0;
  const pause = (ms: number): Promise<void> => {
    waitedMs += ms;
    return Promise.resolve();
  };
  return { patience: { looks, everyMs: 100, pause }, waitedMs: () => waitedMs };
}

describe('whileItGetsOn', () => {
  it('waits as long as it takes for what gets on', async () => {
    const { patience, waitedMs } = setting(3);
    let made = 0;
    const look = (): Promise<Look<string>> => {
      made += 0.5;
      return Promise.resolve(made < 5000 ? { at: `${Math.floor(made)} of 5000` } : { done: 'all' });
    };
    expect(await whileItGetsOn('the stack', patience, look)).toBe('all');
    expect(waitedMs()).toBeGreaterThan(900_000);
  });

  it('gives up what stands still, and says where', async () => {
    const { patience, waitedMs } = setting(3);
    let looks = 0;
    const waiting = whileItGetsOn('the stack', patience, () => Promise.resolve({ at: `${Math.min(++looks, 4)} of 9` }));
    await expect(waiting).rejects.toThrow(NoProgressError);
    await expect(waiting).rejects.toThrow(/^the stack: nothing new in 3 looks, .* It stands at: 4 of 9\.$/);
    // Three looks with news after the first, and three in vain.
    expect({ looks, waitedMs: waitedMs() }).toEqual({ looks: 7, waitedMs: 700 });
  });

  it('takes any change for progress, and forgets earlier patience at each', async () => {
    const { patience } = setting(3);
    const states = ['a', 'a', 'a', 'b', 'b', 'b', 'a', 'a', 'a'];
    const look = (): Promise<Look<true>> => {
      const at = states.shift();
      return Promise.resolve(at === undefined ? { done: true } : { at });
    };
    expect(await whileItGetsOn('it', patience, look)).toBe(true);
  });

  it('hands on what a look throws', async () => {
    const { patience } = setting(3);
    const failure = new RangeError('the stack failed');
    await expect(whileItGetsOn('it', patience, () => Promise.reject(failure))).rejects.toBe(failure);
  });
});
