/** Asking a dump, as a tool: the language of docs/explore.md, answered as data. */
import * as z from 'zod';
import { MAX_QUESTION_CHARACTERS } from '../../../shared/contract/explore.ts';
import type { Reports } from './reports.ts';
import type { AddTool } from './server.ts';

const LANGUAGE = `C expressions over the kernel's own types: init_task.comm, ((struct task_struct *)0xffff888101234000)->mm->pgd, per_cpu(runqueues, 1).curr->comm, task(1)->files, container_of(…), sizeof(struct page). Walks: walk list &modules type struct module.list show name, state where state == 0 (kinds: list, hlist, rb, xarray, maple, array, percpu, …). What an address is: what 0xffff888101234028. Commands of crash: bt 1, ps, foreach UN bt, files 1, vm 1, mount, mod, irq, kmem -s, runq, log, struct list_head, rd -a linux_banner, vtop 0x…; help tells all.`;

export function addExploreTools(add: AddTool, reports: Reports, dump: z.ZodString): void {
  add(
    'explore_dump',
    `Asks a dump one question, without debuginfo: follow a pointer, read a structure, walk a list. ${LANGUAGE} Memory that is not in the dump is told as such, never as 0. At the service it takes the role \`debugger\`, and every question is kept with who asked it.`,
    z.object({
      dump,
      ask: z.string().min(1).max(MAX_QUESTION_CHARACTERS),
      cursor: z.string().max(32).optional().describe('`cursor` of the answer before, for what follows'),
    }),
    async (given) => await reports.ask(given.dump, given),
  );
  add(
    'complete_question',
    'Names of symbols, types and members that a question could go on with: what stands before the end of `line`.',
    z.object({ dump, line: z.string().min(1).max(MAX_QUESTION_CHARACTERS) }),
    async (given) => await reports.complete(given.dump, given.line),
  );
}
