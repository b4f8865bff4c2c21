import { describe, expect, it } from '@jest/globals';
import { relatedOf } from '../../../../clients/web/src/logic/grouping.ts';
import { group } from '../../functions/console/fake-crashes.ts';

const [whole, part, other] = [group(1), group(2), group(3)];
const done = { at: '2026-11-23T00:00:00.000Z', by: 'ada' };

describe('crashes that a person put together or told apart', () => {
  it('can be told apart and put together again', () => {
    expect(relatedOf({ ...whole, absorbed: [other.id], splits: [part.id] })).toEqual([
      { id: other.id, what: 'was merged into it', undo: other.id },
      { id: part.id, what: 'was split off it', undo: part.id },
    ]);
    expect(relatedOf({ ...part, split: { from: whole.id, ...done } })).toEqual([
      { id: whole.id, what: 'is what it was split off', undo: part.id },
    ]);
    expect(relatedOf(whole)).toEqual([]);
  });

  it('are one row where what was split off is put back: its undo would split it off again', () => {
    expect(relatedOf({ ...whole, absorbed: [part.id], splits: [part.id] })).toEqual([
      { id: part.id, what: 'was merged into it', undo: part.id },
    ]);
    const merged = { ...done, into: whole.id, was: part.status, addedTitle: false };
    expect(relatedOf({ ...part, split: { from: whole.id, ...done }, merged })).toEqual([]);
  });
});
