import { describe, expect, it } from '@jest/globals';
import type { LockInfo } from '../../../../shared/contract/report.ts';
import { waitSayings } from '../../../../shared/report-view/locks.ts';

const OWNER = { pid: 41, comm: 'jbd2' };
const WAITERS: LockInfo['waiters'] = [{ pid: 77, comm: 'sync', mode: 'write' }];

describe('what is said of a lock', () => {
  it.each<[string, Partial<LockInfo>, string]>([
    ['who has it', { owner: OWNER }, 'held by jbd2 (41), wanted by sync (77, write)'],
    [
      'who may have it, and why that is not sure',
      {
        owner: OWNER,
        readers: 3,
        unknown: '3 readers have it: who came last is written down, and may have gone since',
      },
      'jbd2 (41) may have it, 3 readers have it: who came last is written down, and may have gone since; wanted by sync (77, write)',
    ],
    [
      'that nobody has it',
      { unknown: 'nobody has it: it was let go' },
      'nobody has it: it was let go; wanted by sync (77, write)',
    ],
    ['of a report that says no more than that it has no owner', {}, 'owner unknown; wanted by sync (77, write)'],
  ])('is %s', (_, lock, said) => {
    const sayings = waitSayings({ locks: [{ kind: 'rwsem', address: '0x1', owner: null, waiters: WAITERS, ...lock }] });
    expect(sayings).toEqual([{ text: `rwsem 0x1: ${said}`, cycle: undefined }]);
  });
});
