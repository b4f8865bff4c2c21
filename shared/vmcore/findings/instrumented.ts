/** Who could have changed what the kernel's code does: probes, tracers, BPF, live patches, and modules that were loaded by force. */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import { hex } from '../../bytes/cursor.ts';
import { readKprobes } from '../integrity/kprobes.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';
import { walkChain, walkList } from '../kernel/walks.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import type { FindingRule } from './context.ts';

const MAX_NAMED = 12;
const MAX_OPS = 4096;
const MAX_PATCHES = 256;
/** `FTRACE_OPS_FL_ENABLED` (v6.12 include/linux/ftrace.h). */
const OPS_ENABLED = 1n;

export const instrumentedRule: FindingRule = {
  name: 'changed code',
  kinds: ALL_KINDS,
  async find({ kernel, modules }): Promise<KnownFinding[]> {
    const forced = modules.filter(({ tainted }) => tainted.includes('F'));
    const found: KnownFinding[] = forced.map(({ name }) => ({
      code: 'forced-module',
      severity: 'warning',
      summary: `Module ${name} was loaded by force: it was not built for this kernel.`,
      evidence: [`${name} is tainted F`],
    }));
    if (kernel?.hasTypes !== true) return found;
    const [patches, probes, tracers] = await Promise.all([livePatches(kernel), kprobes(kernel), tracerUsers(kernel)]);
    const trampolines = kernel.dynamicCode.names.filter((name) => name.startsWith('bpf_trampoline_'));
    const kinds = [
      told('live patch', patches),
      told('kprobe', probes),
      told('user of the function tracer', tracers, 'users of the function tracer'),
      told('BPF trampoline', trampolines),
    ].filter((one) => one !== undefined);
    if (kinds.length === 0) return found;
    return [
      ...found,
      {
        code: 'instrumented-kernel',
        severity: 'info',
        summary: `The running kernel's code was changed on purpose: ${kinds.map(({ count }) => count).join(', ')}.`,
        evidence: kinds.map(({ line }) => line),
      },
    ];
  },
};

function told(
  one: string,
  names: readonly string[],
  many = one.endsWith('patch') ? `${one}es` : `${one}s`,
): { readonly count: string; readonly line: string } | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > MAX_NAMED ? `, and ${names.length - MAX_NAMED} more` : '';
  const count = `${names.length} ${names.length === 1 ? one : many}`;
  return { count, line: `${count}: ${names.slice(0, MAX_NAMED).join(', ')}${more}` };
}

async function kprobes(kernel: Kernel): Promise<string[]> {
  const names = (await readKprobes(kernel)).map((address) => {
    const place = kernel.symbolize(address);
    return place === undefined ? hex(address) : `${place.symbol}+${hex(place.offset)}`;
  });
  return [...new Set(names)].sort();
}

/** `ftrace_ops_list`, which ends at `ftrace_list_end` (v6.12 kernel/trace/ftrace.c). */
async function tracerUsers(kernel: Kernel): Promise<string[]> {
  const list = kernel.symbol('ftrace_ops_list');
  const end = kernel.symbol('ftrace_list_end');
  const next = kernel.types.find('ftrace_ops')?.field('next');
  if (list === undefined || end === undefined || next === undefined) return [];
  const first = await kernel.memory.u64(list, 'ftrace_ops_list');
  const walk = await walkChain(kernel.memory, first, next.offsetBytes, { maxNodes: MAX_OPS, end });
  const rows = await kernel
    .shape('ftrace_ops', { func: 'func', flags: 'flags' })
    .need('func', 'flags')
    .readGood(kernel.memory, walk.nodes);
  const enabled = rows.filter((row) => (row.big('flags') & OPS_ENABLED) !== 0n);
  return enabled.map((row) => kernel.symbolize(row.pointer('func'))?.symbol ?? hex(row.pointer('func')));
}

/** `klp_patches` (v6.12 kernel/livepatch/core.c). */
async function livePatches(kernel: Kernel): Promise<string[]> {
  const head = kernel.symbol('klp_patches');
  const link = kernel.types.find('klp_patch')?.field('list');
  const name = kernel.types.find('module')?.field('name');
  if (head === undefined || link === undefined || name === undefined) return [];
  const walk = await walkList(kernel.memory, head, { maxNodes: MAX_PATCHES });
  const rows = await kernel
    .shape('klp_patch', { module: 'mod', enabled: 'enabled' })
    .need('module')
    .readGood(
      kernel.memory,
      walk.nodes.map((node) => node - BigInt(link.offsetBytes)),
    );
  const enabled = rows.filter((row) => !row.has('enabled') || row.int('enabled') !== 0);
  const names = await readTexts(
    kernel,
    enabled.map((row) => row.pointer('module') + BigInt(name.offsetBytes)),
  );
  return names.map((text) => text ?? '?');
}
