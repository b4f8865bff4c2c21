/** Whatever is asked is an expression, a walk, or an error that says where it is wrong. */
import { ExploreError } from '../../shared/vmcore/explore/explore-error.ts';
import { parseExpression } from '../../shared/vmcore/explore/parser.ts';
import { parseWalk } from '../../shared/vmcore/explore/walk-syntax.ts';

export const name = 'explore-expressions';

export const seeds: readonly Uint8Array[] = [
  'init_task.comm',
  '((struct task_struct *)0xffff888101234000)->mm->pgd',
  'container_of(modules.next, struct module, list)->name',
  'per_cpu(runqueues, 1).cfs.tasks_timeline.rb_root.rb_node',
  'walk list &modules type struct module.list as m where state == 0 show name, m->mem[0].size from 1 limit 2',
  'sizeof(struct page) * (a ? b[1:2] : ~c) << 3 == "x"',
  '(char (*)[16])p + (int (*)(void))q',
].map((text) => Buffer.from(text, 'latin1'));

export function fuzz(bytes: Uint8Array): Promise<void> {
  const text = Buffer.from(bytes).toString('latin1');
  for (const read of [parseExpression, parseWalk]) {
    try {
      read(text, (word) => word.endsWith('_t'));
    } catch (error) {
      if (!(error instanceof ExploreError)) throw error;
      if (error.at !== undefined && (error.at < 0 || error.at > text.length))
        throw new Error(`the place ${error.at} is outside`, { cause: error });
    }
  }
  return Promise.resolve();
}
