/** Who changed the running kernel: `kprobe`, `ftrace`, `bpf`, `livepatch`. */
import { asTable, firstWalk, type View, type ViewContext } from './context.ts';
import type { Table } from './table.ts';

/** An option of the kernel, and a function of its own that is there exactly where it is built in (linux 5.10 to 7.2). */
interface Option {
  readonly option: string;
  readonly marker: string;
}

/**
 * Every symbol table names all functions of the kernel, if no data: where the option's own function is not among them, there is
 * nothing of the kind, and that is an answer.
 */
function saved({ option, marker }: Option, ...forms: readonly string[]): View['run'] {
  return async (context: ViewContext): Promise<Table> => {
    if (context.kernel.kallsyms?.find(marker).length === 0) {
      return { columns: [], rows: [], notes: [`there are none: this kernel was built without CONFIG_${option}`] };
    }
    return asTable(await firstWalk(context, forms));
  };
}

/** `KPROBE_TABLE_SIZE`, kernel/kprobes.c. */
const KPROBE_BUCKETS = 64;

export const CHANGERS: readonly (readonly [string, View])[] = [
  [
    'kprobe',
    {
      summary: 'kprobes: where, and what they call',
      example: 'kprobe',
      run: saved(
        { option: 'KPROBES', marker: 'register_kprobe' },
        `array ((struct hlist_head *)&kprobe_table)[0:${KPROBE_BUCKETS}] as h, hlist &h type struct kprobe.hlist as k show k as KPROBE, k->addr as ADDRESS, k->symbol_name as SYMBOL, k->pre_handler as BEFORE, k->post_handler as AFTER, k->flags as FLAGS`,
      ),
    },
  ],
  [
    'ftrace',
    {
      summary: 'what ftrace calls: tracers, live patches, BPF',
      example: 'ftrace',
      run: saved(
        { option: 'FUNCTION_TRACER', marker: 'register_ftrace_function' },
        'next *(struct ftrace_ops **)&ftrace_ops_list type struct ftrace_ops.next as o where o != &ftrace_list_end show o as FTRACE_OPS, o->func as FUNCTION, o->flags as FLAGS, o->private as PRIVATE',
        'next *(struct ftrace_ops **)&ftrace_ops_list type struct ftrace_ops.next as o show o as FTRACE_OPS, o->func as FUNCTION, o->flags as FLAGS, o->private as PRIVATE',
      ),
    },
  ],
  [
    'bpf',
    {
      summary: 'BPF programs that are loaded',
      example: 'bpf',
      run: saved(
        { option: 'BPF_SYSCALL', marker: 'bpf_prog_put' },
        'idr (struct idr *)&prog_idr type struct bpf_prog as p show index as ID, p->type as TYPE, p->aux->name as NAME, p as BPF_PROG, p->bpf_func as CODE, p->jited_len as BYTES',
      ),
    },
  ],
  [
    'livepatch',
    {
      summary: 'live patches',
      example: 'livepatch',
      run: saved(
        { option: 'LIVEPATCH', marker: 'klp_enable_patch' },
        'list (struct list_head *)&klp_patches type struct klp_patch.list as p show p as KLP_PATCH, p->mod->name as MODULE, p->enabled as ENABLED, p->replace as REPLACE',
      ),
    },
  ],
];
