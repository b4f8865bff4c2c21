/** `ns`: namespaces as `lsns` lists them, with the processes in each. */
import { hex } from '../../../bytes/cursor.ts';
import { NAMESPACE_KINDS, readNamespaces, type Namespace, type NamespaceKind } from '../../tasks/namespaces.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode, faultOf } from '../explore-error.ts';
import { tasksOf, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

/** Problems that are told one by one. */
const MAX_NOTES = 8;

/**
 * `ns [KIND …] [TASK …]`: all namespaces, those of some kinds (`net`, `pid` …), or those that tasks are in. NPROCS counts processes, not
 * threads; PID and COMM are the first of them.
 */
export async function namespaces(context: ViewContext, words: readonly string[]): Promise<Table> {
  const option = words.find((word) => word.startsWith('-'));
  if (option !== undefined) {
    throw new ExploreError(ExploreErrorCode.Syntax, `ns has no ${option}`, { expected: 'ns [KIND …] [TASK …]' });
  }
  const { world, kernel } = context;
  const isKind = (word: string): word is NamespaceKind => (NAMESPACE_KINDS as readonly string[]).includes(word);
  const kinds = words.filter(isKind);
  const named = words.filter((word) => !isKind(word));
  // Threads are told by the leader of their process.
  const whose = named.length === 0 ? [] : await tasksOf(context, named, 'all');
  const processes = new Set(whose.map(({ tgid }) => tgid));
  const { namespaces: all, absent, problems } = await readNamespaces(kernel, (await world.tasks()).tasks);
  const shown = all.filter(
    ({ kind, processes: inside }) =>
      (kinds.length === 0 || kinds.includes(kind)) &&
      (named.length === 0 || inside.some(({ pid }) => processes.has(pid))),
  );
  const numbers = new Map(all.flatMap(({ kind, address, inode }) => (kind === 'user' ? [[address, inode]] : [])));
  const notes = [
    ...(absent.length === 0 ? [] : [`this kernel has no namespaces of the kind ${absent.join(', ')}`]),
    ...problems.slice(0, MAX_NOTES),
    ...(problems.length > MAX_NOTES ? [`${problems.length - MAX_NOTES} more problems: numbers may be too low`] : []),
    'what no process is in, kept by a mount or an open file, is listed of the network alone',
  ];
  return {
    columns: ['NS', 'TYPE', 'NPROCS', 'PID', 'COMM', 'OWNER', 'KERNEL'],
    rows: shown.toSorted(byInode).map((each) => {
      const { kind, address, inode, owner, processes: inside } = each;
      const [first] = inside;
      return [
        numberOf(inode),
        text(kind),
        integer(inside.length),
        first === undefined ? text('') : integer(first.pid),
        text(first?.comm ?? ''),
        owner === undefined || owner === 0n ? text(owner === 0n ? '' : '?') : numberOf(numbers.get(owner) ?? owner),
        pointer(address),
      ];
    }),
    notes,
  };
}

/** A `user_namespace` that nobody is in has no number here: its address is shown. */
function numberOf(inode: Namespace['inode'] | bigint): Datum {
  if (typeof inode === 'number') return integer(inode);
  if (typeof inode === 'bigint') return pointer(inode);
  const { address, why } = faultOf(inode);
  return { is: 'unreadable', address: hex(address), why };
}

/** As `lsns` sorts; those without a number last. */
function byInode(one: Namespace, other: Namespace): number {
  const [a, b] = [one, other].map(({ inode }) => (typeof inode === 'number' ? inode : Infinity));
  return a === b ? 0 : (a ?? 0) - (b ?? 0);
}
