/** Who changed the running kernel, where it was built without the means. */
import { describe, expect, it } from '@jest/globals';
import { renderAnswer } from '../../../../../../shared/render/explore-text.ts';
import { Evaluator } from '../../../../../../shared/vmcore/explore/evaluate.ts';
import { ExploreError } from '../../../../../../shared/vmcore/explore/explore-error.ts';
import { CHANGERS } from '../../../../../../shared/vmcore/explore/views/changers.ts';
import type { ViewContext } from '../../../../../../shared/vmcore/explore/views/context.ts';
import type { Table } from '../../../../../../shared/vmcore/explore/views/table.ts';
import { walk } from '../../../../../../shared/vmcore/explore/walk.ts';
import { parseWalk } from '../../../../../../shared/vmcore/explore/walk-syntax.ts';
import { World } from '../../../../../../shared/vmcore/explore/world.ts';
import { KernelWriter } from '../../../../../support/kernel-writer.ts';

const MARKERS: readonly (readonly [question: string, option: string, marker: string])[] = [
  ['kprobe', 'KPROBES', 'register_kprobe'],
  ['ftrace', 'FUNCTION_TRACER', 'register_ftrace_function'],
  ['bpf', 'BPF_SYSCALL', 'bpf_prog_put'],
  ['livepatch', 'LIVEPATCH', 'klp_enable_patch'],
];

/** A kernel whose symbol table has functions, and among them the given one. */
function kernelWith(functions: readonly string[]): KernelWriter {
  const kernel = new KernelWriter();
  kernel.btf
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('module', { state: 'u32', name: 'char[56]' })
    .struct('klp_patch', { mod: 'ptr struct module', list: 'struct list_head', enabled: 'u8', replace: 'u8' });
  functions.forEach((name, i) => kernel.code(name, 0x100 + i * 0x100));
  return kernel;
}

async function ask(kernel: KernelWriter, question: string): Promise<Table> {
  const world = await World.open(kernel.dump());
  const context = {
    world,
    kernel: world.kernel,
    walk: (text: string) => walk(new Evaluator(world), parseWalk(text, world.types.isTypedef)),
  } as unknown as ViewContext;
  const view = new Map(CHANGERS).get(question);
  if (view === undefined) throw new Error(`no question ${question}`);
  return view.run(context, []);
}

describe('who changed the kernel', () => {
  it.each(MARKERS)('is nobody by %s where the kernel was built without %s', async (question, option) => {
    const table = await ask(kernelWith(['panic']), question);
    expect(table.rows).toEqual([]);
    expect(renderAnswer({ kind: 'table', ...table })).toBe(
      `note: there are none: this kernel was built without CONFIG_${option}`,
    );
  });

  it.each(MARKERS)(
    'is not known by %s where the means are there and what they hold is not found',
    async (question, _, marker) => {
      await expect(ask(kernelWith(['panic', marker]), question)).rejects.toBeInstanceOf(ExploreError);
    },
  );

  it('is read where it is found', async () => {
    const kernel = kernelWith(['klp_enable_patch']);
    const mod = kernel.make('module', { name: 'livepatch_1' });
    const patch = kernel.make('klp_patch', { mod, enabled: 1 });
    kernel.list(kernel.symbol('klp_patches', 16), [kernel.member('klp_patch', 'list', patch)]);
    expect(await ask(kernel, 'livepatch')).toMatchObject({
      rows: [[{ is: 'pointer' }, { text: 'livepatch_1' }, { value: '1' }, { value: '0' }]],
    });
  });
});
