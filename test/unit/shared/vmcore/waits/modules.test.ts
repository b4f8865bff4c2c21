/** Waits on the way to unload a module: for the last reference to it, and for those who use its files. */
import { describe, expect, it } from '@jest/globals';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { ModuleMap } from '../../../../../shared/vmcore/symbols/module-map.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import { complete, hang, scene } from '../../../../support/waiting-kernel.ts';

function world(parent: 'parent' | '__parent' = 'parent') {
  const parts = scene();
  parts.kernel.btf
    .struct('kobject', { name: 'ptr', refs: 's32' })
    .struct('module_kobject', { kobj: 'struct kobject', mod: 'ptr', kobj_completion: 'ptr' })
    .struct('module', { state: 'u32', name: 'char[56]', mkobj: 'struct module_kobject' })
    .struct('atomic_t', { counter: 's32' })
    .struct('kernfs_node', { count: 's32', active: 'struct atomic_t', [parent]: 'ptr', name: 'ptr' })
    .struct('kernfs_open_file', { kn: 'ptr', file: 'ptr' })
    .struct('seq_file', { buf: 'ptr', private: 'ptr' });
  return parts;
}
type World = ReturnType<typeof world>;

async function follow({ kernel, tasks, sleepers }: World, modules: readonly bigint[] = []) {
  tasks.writeIds();
  const opened = await kernel.open();
  opened.modules = new ModuleMap(
    modules.map((address, i) => ({ address, name: `mod${i}`, regions: [], kallsyms: 0n, orc: undefined })),
  );
  const list = await readTasks(opened);
  const waits = await findWaits(opened, list, await sleepers.traces(opened, list), [], undefined);
  return Object.fromEntries(
    waits.map((wait) => {
      const { kind, what, holders, unknown } = waitInfo(wait);
      return [wait.task.comm, { kind, what, holders: holders.map(({ comm }) => comm), unknown }];
    }),
  );
}

describe('the last reference to a module', () => {
  const UNLOADS = ['wait_for_completion', 'mod_sysfs_teardown.isra.0', 'free_module', '__do_sys_delete_module'];

  function unload(parts: World, frames: readonly string[] = UNLOADS): bigint[] {
    const { kernel, sleepers } = parts;
    const rmmod = sleepers.add('rmmod', frames);
    const done = rmmod.room + 136n;
    complete(kernel, rmmod, done);
    return [kernel.make('module'), kernel.make('module', { 'mkobj.kobj_completion': done })];
  }

  it('names the module, and nobody where nobody is found', async () => {
    const parts = world();
    await expect(follow(parts, unload(parts))).resolves.toEqual({
      rmmod: {
        kind: 'module',
        what: 'the last reference to mod1, to unload it',
        holders: [],
        unknown: 'references are counted, not named',
      },
    });
  });

  it('names who has the object at hand, as one that may have it', async () => {
    const parts = world();
    const modules = unload(parts);
    const user = parts.sleepers.add('user', ['msleep', 'use_it']);
    parts.kernel.word(user.room + 200n, parts.kernel.member('module', 'mkobj.kobj', modules[1] ?? 0n));
    await expect(follow(parts, modules)).resolves.toMatchObject({
      rmmod: {
        holders: ['user'],
        unknown: 'references are counted, not named; its address is on the stack of user (pid 102)',
      },
    });
  });

  it('is not what a task waits for whose completion no module names, or that unloads none', async () => {
    const parts = world();
    const [first = 0n, second = 0n] = unload(parts);
    parts.kernel.set('module', second, { 'mkobj.kobj_completion': 8n });
    await expect(follow(parts, [first, second])).resolves.toMatchObject({ rmmod: { kind: 'completion' } });
    const other = world();
    await expect(follow(other, unload(other, ['wait_for_completion', 'use_it']))).resolves.toMatchObject({
      rmmod: { kind: 'completion' },
    });
  });

  it('keeps those waiting who load the module anew', async () => {
    const parts = world();
    const modules = unload(parts);
    const insmod = parts.sleepers.add('insmod', ['module_patient_check_exists', 'load_module']);
    const wake = parts.kernel.code('default_wake_function', 0x100);
    parts.kernel.list(parts.kernel.symbol('module_wq', 64), [hang(parts.kernel, insmod, wake)]);
    await expect(follow(parts, modules)).resolves.toMatchObject({
      insmod: { kind: 'module', what: 'a module that another task loads or unloads', holders: ['rmmod'] },
    });
  });
});

describe('users of a file that is removed', () => {
  /** Somebody removes the file `module/acme/slow`, which still has users. */
  function remove(parts: World, users: number, parent: 'parent' | '__parent' = 'parent'): bigint {
    const { kernel, sleepers } = parts;
    const node = (name: string, above: bigint, active = 0): bigint =>
      kernel.make('kernfs_node', { [parent]: above, name: kernel.text(name), 'active.counter': active });
    const folder = node('acme', node('module', node('', 0n)));
    const file = node('slow', folder, -0x7fff_ffff + users);
    const rmmod = sleepers.add('rmmod', ['kernfs_drain', '__kernfs_remove', 'acme_exit']);
    const wake = kernel.code('autoremove_wake_function', 0x100);
    kernel.list(kernel.symbol('the_queue', 64) + 8n, [hang(kernel, rmmod, wake)]);
    kernel.word(rmmod.room + 136n, folder);
    kernel.word(rmmod.room + 144n, file);
    return file;
  }

  const READS = ['msleep', 'slow_show', 'sysfs_kf_seq_show', 'seq_read_iter'];

  it.each([
    ['has the node itself', 'parent', (_: World, file: bigint) => file],
    ['has the open file', 'parent', ({ kernel }: World, file: bigint) => kernel.make('kernfs_open_file', { kn: file })],
    [
      'has the sequence that leads to it, on 6.15 and later',
      '__parent',
      ({ kernel }: World, file: bigint) =>
        kernel.make('seq_file', { private: kernel.make('kernfs_open_file', { kn: file }) }),
    ],
  ] as const)('are those in its functions: one that %s', async (_, parent, at) => {
    const parts = world(parent);
    const file = remove(parts, 1, parent);
    const [cat, other] = [parts.sleepers.add('cat', READS), parts.sleepers.add('other', READS)];
    parts.kernel.word(cat.room + 200n, at(parts, file));
    parts.kernel.word(other.room + 200n, parts.kernel.make('kernfs_open_file', { kn: file + 64n }));
    expect((await follow(parts))['rmmod']).toEqual({
      kind: 'queue',
      what: 'the user of the file module/acme/slow to leave it',
      holders: ['cat'],
      unknown: undefined,
    });
  });

  it('are counted where none is found, and nobody who only has the address', async () => {
    const parts = world();
    const file = remove(parts, 3);
    parts.kernel.word(parts.sleepers.add('other', ['msleep', 'use_it']).room + 200n, file);
    expect((await follow(parts))['rmmod']).toEqual({
      kind: 'queue',
      what: 'the 3 users of the file module/acme/slow to leave it',
      holders: [],
      unknown: 'users are counted, not named',
    });
  });

  it.each([
    [2 ** 20, 'the 1048576 users of the file module/acme/slow to leave it'],
    // More than there can be: it is no count.
    [2 ** 20 + 1, 'wait queue the_queue'],
  ])('are no more than there can be: %d', async (users, what) => {
    const parts = world();
    remove(parts, users);
    expect((await follow(parts))['rmmod']).toMatchObject({ what });
  });

  it('end where folders lead in a circle', async () => {
    const parts = world();
    const file = remove(parts, 1);
    parts.kernel.set('kernfs_node', file, { parent: file });
    const { what } = (await follow(parts))['rmmod'] ?? {};
    expect(what).toBe(`the user of the file ${Array.from({ length: 64 }, () => 'slow').join('/')} to leave it`);
  });

  it('are of no file that nobody uses', async () => {
    const parts = world();
    remove(parts, 0);
    expect((await follow(parts))['rmmod']).toMatchObject({ kind: 'queue', what: 'wait queue the_queue' });
  });
});
