import { describe, expect, it } from '@jest/globals';
import { mapLimited } from '../../../shared/map-limited.ts';

describe('mapLimited', () => {
  it('keeps the order and never works at more than the limit', async () => {
    let working = 0;
    let most = 0;
    const doubled = await mapLimited([5, 1, 4, 2, 3], 2, async (n) => {
      most = Math.max(most, ++working);
      await new Promise((resolve) => setImmediate(resolve));
      working -= 1;
      return n * 2;
    });
    expect(doubled).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });
});
