import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../../../clients/web/src/logic/api.ts';
import { whenFree } from '../../../../clients/web/src/logic/patience.ts';

/** What each try fails with; then it succeeds. */
async function tried(...errors: readonly Error[]): Promise<{ outcome: unknown; waits: number[]; tries: number }> {
  const waits: number[] = [];
  let tries = 0;
  const outcome = await whenFree(
    () => {
      const error = errors[tries];
      tries += 1;
      return error === undefined ? Promise.resolve('answered') : Promise.reject(error);
    },
    (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  ).catch((error: unknown) => error);
  return { outcome, waits, tries };
}

describe('a service that is busy', () => {
  it('is asked again when it says, and not before', async () => {
    expect(await tried(new ApiError(429, undefined, 5), new ApiError(503, undefined, 2))).toEqual({
      outcome: 'answered',
      waits: [5000, 2000],
      tries: 3,
    });
  });

  it('is left alone after some tries', async () => {
    const busy = new ApiError(429, undefined, 1);
    const { outcome, tries } = await tried(busy, busy, busy, busy, busy);
    expect([outcome, tries]).toEqual([busy, 4]);
  });

  it.each([
    ['does not say when', new ApiError(429, undefined)],
    ['says so for longer than anyone waits', new ApiError(429, undefined, 3600)],
    ['refuses for another reason', new ApiError(403, undefined, 5)],
    ['is not reached', new TypeError('fetch failed')],
  ])('that %s is asked once', async (_, error) => {
    expect(await tried(error)).toEqual({ outcome: error, waits: [], tries: 1 });
  });
});
