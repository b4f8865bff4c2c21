import { describe, expect, it } from '@jest/globals';
import { expiryOfUpload } from '../../../../../shared/aws/uploads/items.ts';
import { timeOfUlid, ulid } from '../../../../../shared/aws/uploads/ulid.ts';

describe('expiryOfUpload', () => {
  const announced = new Date('2026-11-23T02:11:08.000Z');

  it('counts from when the upload was announced, which its id says', () => {
    expect(timeOfUlid(ulid(announced))).toBe(announced.getTime());
    expect(expiryOfUpload(ulid(announced), 30)).toEqual({ expiresAt: Date.parse('2026-12-23T02:11:08.000Z') / 1000 });
  });

  it('is never where nobody set how long', () => {
    expect(expiryOfUpload(ulid(announced), undefined)).toEqual({});
  });
});
