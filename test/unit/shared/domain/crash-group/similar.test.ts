import { describe, expect, it } from '@jest/globals';
import { similarTo } from '../../../../../shared/domain/crash-group/similar.ts';

const group = (
  id: string,
  culprit: string[],
  more: { title?: string; subsystem?: string; kind?: 'bug' | 'kasan' } = {},
) => ({
  ...{ id, culprit, title: `BUG in ${id}`, kind: 'bug' as const },
  ...more,
});
const WORKER = ['process_one_work+0x177', 'worker_thread+0x252'];
const crash = group('a', ['nfs_reschedule.cold+0x1a5 [nfs]', 'nfs_schedule_work+0x11a [nfs] (direct.c:12)', ...WORKER]);

describe('similarTo', () => {
  it('puts near stacks first, then the same module; and says what speaks for each', () => {
    const found = similarTo(crash, [
      crash,
      group('far', ['ext4_x+0x1 [ext4]'], { kind: 'kasan' }),
      group('module', ['nfs_commit+0x3 [nfs]', ...WORKER]),
      group('near', ['nfs_reschedule+0x99 [nfs]', 'other+0x1 [nfs]']),
      group('named', ['x+0x1'], { title: 'BUG in a' }),
    ]);
    expect(found.map(({ crash: { id } }) => id)).toEqual(['near', 'named', 'module']);
    expect(found[0]?.reasons).toEqual(['both in nfs_reschedule', 'the same module, nfs', 'the same kind, bug']);
  });

  it('takes no function for a likeness that many have', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      group(`w${index}`, [`f${index}+0x1`, ...WORKER], { kind: 'kasan' }),
    );
    expect(similarTo(crash, many)).toEqual([]);
  });

  it('knows nothing of a crash without a culprit but its title', () => {
    expect(similarTo(group('a', []), [group('b', []), group('c', [], { title: 'BUG in a' })])).toHaveLength(1);
  });
});
