import { describe, expect, it } from '@jest/globals';
import { StackImage, STACK_END_MAGIC } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import { stackInfo, type TaskTrace } from '../../../../../shared/vmcore/stacks/task-stacks.ts';

const BYTES = 16_384;
const PAGE = 4096;
/** `nopw %cs:0(%rax,%rax,1)`, what GNU ld fills room between code with. */
const FILL = Buffer.from('662e0f1f840000000000', 'hex');

/** A stack that has once been used so deep, and beyond that is filled with something. */
function info(pid: number, usedBytes: number, fill = Buffer.alloc(1)): ReturnType<typeof stackInfo> {
  const bytes = Buffer.alloc(BYTES, fill);
  bytes.writeBigUInt64LE(STACK_END_MAGIC, 0);
  bytes.fill(0x55, BYTES - usedBytes);
  const pages = Array.from({ length: BYTES / PAGE }, (_, i) => bytes.subarray(i * PAGE, (i + 1) * PAGE));
  const image = new StackImage(0xffff_ffff_8200_0000n, BYTES, PAGE, pages);
  const trace: Partial<TaskTrace> = { image, start: undefined, unwound: { frames: [] } };
  return stackInfo({ ...trace, task: { pid } } as TaskTrace, BYTES);
}

describe('how deep a stack was ever used', () => {
  it('is told by the first word that is not zero', () => {
    expect(info(1, 3000)).toMatchObject({ highWaterBytes: 3000, endMagicIntact: true });
    expect(info(0, 3000)).toMatchObject({ highWaterBytes: 3000 });
    expect(info(1, BYTES - 8)).toMatchObject({ highWaterBytes: BYTES - 8 });
  });

  it('is not told of the first task whose stack the linker has filled with no zeros', () => {
    const filled = info(0, 3000, FILL);
    expect(filled).toMatchObject({ endMagicIntact: true });
    expect(filled).not.toHaveProperty('highWaterBytes');
  });
});
