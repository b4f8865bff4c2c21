/** Waits for a server that is called over the network: NFS and what else goes by Sun's remote procedure calls. */
import { readTexts } from '../kernel/modules.ts';
import type { FileSystem } from '../kernel/file-systems.ts';
import { walkList } from '../kernel/walks.ts';
import { Shape } from '../symbols/shape.ts';
import type { Types } from '../symbols/types.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import type { StackEntry } from './stack-entries.ts';
import type { Cause, WaitTarget } from './target.ts';

const CALLS = /^(rpc_wait_bit_killable|__rpc_execute|rpc_run_task|rpc_call_sync|__rpc_wait_for_completion_task)$/;
const MAX_CALLS = 65_536;

/** One call that has not been answered: a `struct rpc_task` (v6.12 include/linux/sunrpc/sched.h). */
interface Call {
  readonly address: bigint;
  /** `struct rpc_xprt`, the connection. */
  readonly connection: bigint;
  readonly server: string | undefined;
  readonly program: string | undefined;
  readonly procedure: string | undefined;
  readonly seconds: number | undefined;
}

/** Who calls waits for a bit of the call itself (v6.12 net/sunrpc/sched.c `__rpc_execute()`). */
export async function rpcWait(
  facts: Facts,
  trace: TaskTrace,
  entries: readonly StackEntry[],
): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const entry = entries.find(({ wake }) => wake === 'wake_bit_function');
  const bit = kernel.types.find('wait_bit_queue_entry');
  const within = bit?.field('wq_entry')?.offsetBytes;
  const flags = bit?.field('key.flags')?.offsetBytes;
  const isCall = facts
    .frames(trace.task)
    .slice(0, 12)
    .some((name) => CALLS.test(name));
  if (!isCall || entry === undefined || within === undefined || flags === undefined) return undefined;
  const types = await facts.moduleTypes('sunrpc');
  const state = types?.find('rpc_task')?.field('tk_runstate')?.offsetBytes;
  const place = await kernel.memory.word(entry.address - BigInt(within) + BigInt(flags));
  if (types === undefined || state === undefined || place === undefined) return undefined;
  const [call] = await readCalls(facts, types, [place - BigInt(state)]);
  if (call === undefined) return undefined;
  const what = `an answer of ${call.server ?? 'a server'} to ${nameCall(call)}`;
  return { kind: 'rpc', what, address: call.address, holders: [], cause: causeOf(call, 1) };
}

/** What a mounted NFS waits for: the oldest call of its client. Undefined where there is none, or it can't be told. */
export async function serverCause(facts: Facts, fileSystem: FileSystem): Promise<Cause | undefined> {
  const { kernel } = facts;
  const info = kernel.types.find('super_block')?.field('s_fs_info')?.offsetBytes;
  if (!fileSystem.type.startsWith('nfs') || info === undefined) return undefined;
  const [nfs, types] = await Promise.all([facts.moduleTypes('nfs'), facts.moduleTypes('sunrpc')]);
  const client = nfs?.find('nfs_server')?.field('client')?.offsetBytes;
  const calls = types?.find('rpc_clnt')?.field('cl_tasks')?.offsetBytes;
  const link = types?.find('rpc_task')?.field('tk_task')?.offsetBytes;
  if (types === undefined || client === undefined || calls === undefined || link === undefined) return undefined;
  const server = await kernel.memory.word(fileSystem.address + BigInt(info));
  const owner = server === undefined || server === 0n ? undefined : await kernel.memory.word(server + BigInt(client));
  if (owner === undefined || owner === 0n) return undefined;
  const walk = await walkList(kernel.memory, owner + BigInt(calls), { maxNodes: MAX_CALLS });
  const open = await readCalls(
    facts,
    types,
    walk.nodes.map((node) => node - BigInt(link)),
  );
  const [oldest] = open.toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
  return oldest && causeOf(oldest, open.length);
}

async function readCalls(
  { kernel, uptimeSeconds }: Facts,
  types: Types,
  addresses: readonly bigint[],
): Promise<Call[]> {
  const { memory } = kernel;
  const rows = await new Shape(types.struct('rpc_task'), {
    client: 'tk_client',
    procedure: 'tk_msg.rpc_proc',
    begun: 'tk_start',
  })
    .need('client', 'procedure')
    .readGood(memory, addresses);
  const clients = await new Shape(types.struct('rpc_clnt'), { program: 'cl_program', connection: 'cl_xprt' })
    .need('program', 'connection')
    .read(
      memory,
      rows.map((row) => row.pointer('client')),
    );
  const procedures = rows.map((row) => pointerAt(types, 'rpc_procinfo', 'p_name', row.pointer('procedure')));
  const connections = clients.map((row) => ('pointer' in row ? row.pointer('connection') : 0n));
  const programs = clients.map((row) =>
    'pointer' in row ? pointerAt(types, 'rpc_program', 'name', row.pointer('program')) : 0n,
  );
  const servers = connections.map((connection) => pointerAt(types, 'rpc_xprt', 'servername', connection));
  const names = await readTexts(
    kernel,
    (await memory.words([...procedures, ...programs, ...servers])).map((at) => at ?? 0n),
  );
  const name = (i: number): string | undefined => (names[i] === '' ? undefined : names[i]);
  return rows.map((row, i): Call => {
    const begun = row.has('begun') ? Number(row.big('begun')) / 1e9 : 0;
    const isKnown = uptimeSeconds !== undefined && begun > 0 && begun <= uptimeSeconds + 1;
    return {
      address: row.address,
      connection: connections[i] ?? 0n,
      procedure: name(i),
      program: name(rows.length + i),
      server: name(2 * rows.length + i),
      seconds: isKnown ? Math.max(0, uptimeSeconds - begun) : undefined,
    };
  });
}

/** Where a structure keeps the address of a name; 0 where there is no structure. */
function pointerAt(types: Types, type: string, member: string, address: bigint): bigint {
  const offset = types.find(type)?.field(member)?.offsetBytes;
  return offset === undefined || address === 0n ? 0n : address + BigInt(offset);
}

/** `NULL of nfs` */
function nameCall({ program, procedure }: Call): string {
  const of = program === undefined ? '' : ` of ${program}`;
  return `${procedure ?? 'a call'}${of}`;
}

function causeOf(call: Call, count: number): Cause {
  const others = count <= 1 ? '' : `, the oldest of ${count} calls`;
  const age = call.seconds === undefined ? '' : ` for ${Math.round(call.seconds)} s`;
  const text = `${call.server ?? 'a server'} has not answered ${nameCall(call)}${age}${others}`;
  return { kind: 'server', key: `server ${call.connection}`, text };
}
