/** A kernel with devices on buses and in classes, and with modules whose own types describe them. */
import type { Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';
import { ModuleMap } from '../../shared/vmcore/symbols/module-map.ts';
import { BtfWriter } from './btf-writer.ts';
import { defineTasks } from './kernel-shapes.ts';
import { KernelWriter, type Value } from './kernel-writer.ts';

const TYPES_BYTES = 16_384;

export type DefineTypes = (base: BtfWriter) => BtfWriter;

/** As in v6.1 drivers/base/base.h and include/linux/klist.h, as far as it is looked at. */
export class DeviceKernel {
  readonly writer = new KernelWriter();
  readonly #modules = new Map<string, { readonly types: BtfWriter; readonly define: DefineTypes | undefined }>();
  readonly #members = { bus: new Map<string, bigint[]>(), class: new Map<string, bigint[]>() };

  constructor() {
    defineTasks(this.writer);
    this.writer.btf
      .struct('kobject', { name: 'ptr', entry: 'struct list_head', parent: 'ptr' })
      .struct('kset', { list: 'struct list_head', list_lock: 'u32', kobj: 'struct kobject' })
      .struct('klist', { k_lock: 'u32', k_list: 'struct list_head' })
      .struct('klist_node', { n_klist: 'ptr', n_node: 'struct list_head', n_ref: 'u32' })
      .struct('subsys_private', { subsys: 'struct kset', devices_kset: 'ptr', klist_devices: 'struct klist' })
      .struct('device_private', { knode_bus: 'struct klist_node', knode_class: 'struct klist_node', device: 'ptr' })
      .struct('device', { kobj: 'struct kobject', parent: 'ptr', p: 'ptr', driver: 'ptr' })
      .struct('device_driver', { name: 'ptr' })
      .struct('btf', { data: 'ptr', data_size: 'u32', name: 'char[56]' })
      .struct('btf_module', { list: 'struct list_head', btf: 'ptr', module: 'ptr' });
  }

  /** Types of the kernel itself; all of them before the first structure is made. */
  define(types: DefineTypes): this {
    types(this.writer.btf);
    return this;
  }

  /** A loaded module; without types where none are given. */
  module(name: string, define?: DefineTypes): BtfWriter {
    const types = new BtfWriter(this.writer.btf);
    define?.(types);
    this.#modules.set(name, { types, define });
    return types;
  }

  /** A structure of a module's own type. */
  make(types: BtfWriter, type: string, values: Readonly<Record<string, Value>> = {}): bigint {
    const address = this.writer.alloc(types.sizeOf(`struct ${type}`));
    for (const [path, value] of Object.entries(values)) {
      const { offset, size } = types.place(type, path);
      if (typeof value === 'string') this.writer.bytes(address + BigInt(offset), Buffer.from(`${value}\0`));
      else if (typeof value !== 'object') this.writer.word(address + BigInt(offset), value, Math.min(size, 8));
    }
    return address;
  }

  /** Puts the `struct device` at an address on a bus or into a class; answers its `device_private`. */
  add(kind: 'bus' | 'class', subsystem: string, device: bigint, name: string, driver?: string): bigint {
    const { writer } = this;
    writer.set('device', device, { 'kobj.name': writer.text(name) });
    if (driver !== undefined)
      writer.set('device', device, { driver: writer.make('device_driver', { name: writer.text(driver) }) });
    const own = writer.make('device_private', { device });
    const members = this.#members[kind].get(subsystem) ?? [];
    this.#members[kind].set(subsystem, [...members, own]);
    return own;
  }

  async open(): Promise<Kernel> {
    const { writer } = this;
    for (const kind of ['bus', 'class'] as const) this.#writeSubsystems(kind);
    const tables = [...this.#modules]
      .filter(([, { define }]) => define !== undefined)
      .map(([name, { define }]) => {
        const data = writer.alloc(TYPES_BYTES);
        const btf = writer.make('btf', { data, name });
        return { define, data, btf, entry: writer.make('btf_module', { btf }) };
      });
    writer.list(
      writer.symbol('btf_modules', 16),
      tables.map(({ entry }) => writer.member('btf_module', 'list', entry)),
    );
    const dump = writer.dump();
    // A module's types follow those of the kernel, which are whole only now.
    for (const { define, data, btf } of tables) {
      const bytes = define?.(new BtfWriter(writer.btf)).bytes() ?? Buffer.alloc(0);
      if (bytes.length > TYPES_BYTES) throw new Error('a module has more types than there is room for');
      writer.bytes(data, bytes);
      writer.set('btf', btf, { data, data_size: bytes.length });
    }
    const kernel = await openKernel(dump, new Sections());
    const names = [...this.#modules.keys()];
    kernel.modules = new ModuleMap(
      names.map((name, i) => ({ address: BigInt(i + 1), name, regions: [], kallsyms: 0n, orc: undefined })),
    );
    return kernel;
  }

  #writeSubsystems(kind: 'bus' | 'class'): void {
    const { writer } = this;
    const set = writer.make('kset');
    writer.word(writer.symbol(`${kind}_kset`, 8), set);
    const entries = [['other', []] as const, ...this.#members[kind]].map(([name, members]) => {
      const own = writer.make('subsys_private', { 'subsys.kobj.name': writer.text(name) });
      const node = kind === 'bus' ? 'knode_bus.n_node' : 'knode_class.n_node';
      writer.list(
        writer.member('subsys_private', 'klist_devices.k_list', own),
        members.map((member) => writer.member('device_private', node, member)),
      );
      return writer.member('subsys_private', 'subsys.kobj.entry', own);
    });
    writer.list(writer.member('kset', 'list', set), entries);
  }
}
