import { describe, expect, it } from '@jest/globals';
import { openKernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { waitGraph } from '../../../../../shared/vmcore/waits/chains.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import { BtfWriter } from '../../../../support/btf-writer.ts';
import { hang, mount, scene, superBlock } from '../../../../support/waiting-kernel.ts';

/** As in v6.12 include/linux/sunrpc, as far as it is looked at. */
function rpcTypes(base: BtfWriter): BtfWriter {
  return new BtfWriter(base)
    .struct('rpc_message', { rpc_proc: 'ptr', rpc_argp: 'ptr' })
    .struct('rpc_task', {
      tk_count: 'u32',
      tk_task: 'struct list_head',
      tk_client: 'ptr',
      tk_runstate: 'u64',
      tk_msg: 'struct rpc_message',
      tk_start: 's64',
    })
    .struct('rpc_clnt', { cl_tasks: 'struct list_head', cl_xprt: 'ptr', cl_program: 'ptr' })
    .struct('rpc_xprt', { state: 'u64', servername: 'ptr' })
    .struct('rpc_procinfo', { p_proc: 'u32', p_name: 'ptr' })
    .struct('rpc_program', { name: 'ptr' });
}

function nfsTypes(base: BtfWriter): BtfWriter {
  return new BtfWriter(base).struct('nfs_server', { nfs_client: 'ptr', client: 'ptr' });
}

/** A kernel with a client that has called a server. */
function world() {
  const parts = scene();
  const { kernel, tasks, sleepers } = parts;
  kernel.btf
    .struct('btf', { data: 'ptr', data_size: 'u32', name: 'char[56]' })
    .struct('btf_module', { list: 'struct list_head', btf: 'ptr', module: 'ptr' });
  const rpc = rpcTypes(kernel.btf);
  const make = (types: BtfWriter, type: string, values: Readonly<Record<string, bigint>>): bigint => {
    const address = kernel.alloc(256);
    for (const [path, value] of Object.entries(values))
      kernel.word(address + BigInt(types.place(type, path).offset), value);
    return address;
  };
  const connection = make(rpc, 'rpc_xprt', { servername: kernel.text('filer') });
  const program = make(rpc, 'rpc_program', { name: kernel.text('nfs') });
  const client = make(rpc, 'rpc_clnt', { cl_xprt: connection, cl_program: program });
  const call = (name: string, startSeconds: number): bigint => {
    const procedure = make(rpc, 'rpc_procinfo', name === '' ? {} : { p_name: kernel.text(name) });
    const tk_start = BigInt(startSeconds * 1e9);
    return make(rpc, 'rpc_task', { tk_client: client, 'tk_msg.rpc_proc': procedure, tk_start });
  };
  const tables = [rpcTypes, nfsTypes].map((types, i) => {
    const data = kernel.alloc(8192);
    const btf = kernel.make('btf', { data, name: ['sunrpc', 'nfs'][i] ?? '' });
    return { types, data, btf, entry: kernel.make('btf_module', { btf }) };
  });
  const waitsFor = (comm: string, frames: readonly string[], task: bigint) => {
    const sleeper = sleepers.add(comm, frames);
    const entry = kernel.btf.place('wait_bit_queue_entry', 'wq_entry');
    const flags = task + BigInt(rpc.place('rpc_task', 'tk_runstate').offset);
    kernel.set('wait_bit_queue_entry', sleeper.room + 72n - BigInt(entry.offset), {
      'key.flags': flags,
      'key.bit_nr': 1,
    });
    kernel.list(kernel.alloc(64) + 8n, [hang(kernel, sleeper, wake)]);
  };
  const wake = kernel.code('wake_bit_function', 0x100);
  async function follow() {
    const head = kernel.symbol('btf_modules', 16);
    kernel.list(
      head,
      tables.map(({ entry }) => kernel.member('btf_module', 'list', entry)),
    );
    tasks.writeIds();
    const dump = kernel.dump();
    // A module's types follow those of the kernel, which are whole only now.
    for (const { types, data, btf } of tables) {
      const bytes = types(kernel.btf).bytes();
      kernel.bytes(data, bytes);
      kernel.set('btf', btf, { data_size: bytes.length });
    }
    const opened = await openKernel(dump, new Sections());
    const list = await readTasks(opened);
    const time = { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 };
    const waits = await findWaits(opened, list, await sleepers.traces(opened, list), [], time);
    const told = waits.map((wait) => {
      const { kind, what, cause, unknown } = waitInfo(wait);
      return [wait.task.comm, { kind, what, cause, unknown }] as const;
    });
    return { waits: Object.fromEntries(told), graph: waitGraph(waits) };
  }
  return { ...parts, rpc, make, client, call, waitsFor, follow };
}

const FRAMES = ['rpc_wait_bit_killable', '__wait_on_bit', 'out_of_line_wait_on_bit', '__rpc_execute', 'rpc_execute'];

describe('calls of a server', () => {
  it('are told with server, program, procedure and age; those that one server does not answer hang together', async () => {
    const { call, waitsFor, follow } = world();
    waitsFor('ls', FRAMES, call('GETATTR', 40));
    waitsFor('cat', FRAMES, call('', 90));
    const { waits, graph } = await follow();
    expect(waits).toEqual({
      ls: {
        kind: 'rpc',
        what: 'an answer of filer to GETATTR of nfs',
        cause: 'filer has not answered GETATTR of nfs for 60 s',
        unknown: undefined,
      },
      cat: {
        kind: 'rpc',
        what: 'an answer of filer to a call of nfs',
        cause: 'filer has not answered a call of nfs for 10 s',
        unknown: undefined,
      },
    });
    expect(graph.hangs.map(({ waits: all }) => all.length)).toEqual([2]);
  });

  it('are what a page of a mounted NFS waits for: the oldest of its client', async () => {
    const { kernel, sleepers, rpc, make, client, call, follow } = world();
    const link = BigInt(rpc.place('rpc_task', 'tk_task').offset);
    kernel.list(client + BigInt(rpc.place('rpc_clnt', 'cl_tasks').offset), [
      call('WRITE', 80) + link,
      call('READ', 30) + link,
    ]);
    const server = make(nfsTypes(kernel.btf), 'nfs_server', { client });
    const mounted = superBlock(kernel, 'nfs4', '0:45', { s_fs_info: server });
    mount(kernel, mounted);
    const host = kernel.make('inode', { i_sb: mounted });
    const folio = kernel.make('page', { mapping: kernel.make('address_space', { host }) });
    const reader = sleepers.add('reader', ['io_schedule', 'folio_wait_bit_common', 'filemap_read']);
    kernel.set('wait_page_queue', reader.room + 56n, { folio, bit_nr: 0 });
    const wake = kernel.code('wake_page_function', 0x200);
    kernel.list(kernel.symbol('folio_wait_table', 24) + 8n, [hang(kernel, reader, wake)]);
    const { waits } = await follow();
    expect(waits['reader']).toMatchObject({
      kind: 'folio',
      what: 'the lock of a page of nfs4 on 0:45',
      cause: 'filer has not answered READ of nfs for 70 s, the oldest of 2 calls',
    });
  });

  it('are of no known age where they began after the crash, or never', async () => {
    const { call, waitsFor, follow } = world();
    waitsFor('later', FRAMES, call('WRITE', 200));
    waitsFor('never', FRAMES, call('READ', 0));
    const { waits } = await follow();
    expect(waits['later']).toMatchObject({ cause: 'filer has not answered WRITE of nfs' });
    expect(waits['never']).toMatchObject({ cause: 'filer has not answered READ of nfs' });
  });

  it('are only those in whose functions the task waits', async () => {
    const { call, waitsFor, follow } = world();
    waitsFor('other', ['bit_wait', '__wait_on_bit', 'out_of_line_wait_on_bit', 'something'], call('GETATTR', 40));
    const { waits } = await follow();
    expect(waits['other']).toMatchObject({ kind: 'bit', unknown: 'a bit has no owner' });
  });
});
