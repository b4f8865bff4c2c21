/**
 * Writes BTF for tests from struct definitions that read like C. Offsets follow from the order of the members and their
 * natural alignment, as a compiler would lay them out.
 *
 * A type is `u8` … `u64`, `s32`, `s64`, `char`, `ptr`, `ptr TYPE`, `struct NAME`, `enum NAME`, `typedef NAME`, each with `[n]` for arrays; a
 * bitfield is `u32:3`. A member whose name begins with `?` is an anonymous struct, or union where it says so.
 */
export type Members = Readonly<Record<string, string | Anonymous>>;
export interface Anonymous {
  readonly union?: Members;
  readonly struct?: Members;
}

export interface Place {
  readonly offset: number;
  readonly size: number;
}

interface Layout {
  readonly size: number;
  readonly align: number;
  readonly id: number;
  readonly places: Map<string, Place & { readonly type: string }>;
}

const INTS: Readonly<Record<string, readonly [name: string, size: number, signed: boolean]>> = {
  u8: ['unsigned char', 1, false],
  u16: ['short unsigned int', 2, false],
  u32: ['unsigned int', 4, false],
  u64: ['long unsigned int', 8, false],
  s32: ['int', 4, true],
  s64: ['long int', 8, true],
  char: ['char', 1, true],
};
const KIND = { int: 1, ptr: 2, array: 3, struct: 4, union: 5, enum: 6, typedef: 8, var: 14, datasec: 15, enum64: 19 };

export class BtfWriter {
  readonly #records: Buffer[] = [];
  readonly #strings: Buffer[] = [Buffer.from('\0')];
  readonly #stringAt = new Map<string, number>();
  readonly #ids = new Map<string, number>();
  readonly #structs = new Map<string, Layout>();
  #stringBytes = 1;
  readonly #firstId: number;
  readonly #stringBase: number;

  /** @param base for a module's BTF: its ids and strings follow those of the kernel */
  constructor(base?: BtfWriter) {
    this.#firstId = base === undefined ? 1 : base.#firstId + base.#records.length;
    this.#stringBase = base === undefined ? 0 : base.#stringBytes;
    if (base === undefined) return;
    for (const [name, layout] of base.#structs) this.#structs.set(name, layout);
    for (const [name, id] of base.#ids) this.#ids.set(name, id);
  }

  /** Defines a struct; answers it to be chained. */
  struct(name: string, members: Members, kind: 'struct' | 'union' = 'struct'): this {
    this.#structs.set(name, this.#layout(name, members, kind));
    return this;
  }

  enum(name: string, values: Readonly<Record<string, number>>, wide = false): this {
    const list = Object.entries(values);
    const body = Buffer.concat(
      list.map(([key, value]) => {
        const entry = Buffer.alloc(wide ? 12 : 8);
        entry.writeUInt32LE(this.#string(key), 0);
        entry.writeInt32LE(value, 4);
        return entry;
      }),
    );
    this.#ids.set(`enum ${name}`, this.#record(name, wide ? KIND.enum64 : KIND.enum, list.length, 4, body));
    return this;
  }

  typedef(name: string, type: string): this {
    const target = this.#type(type);
    this.#ids.set(`typedef ${name}`, this.#record(name, KIND.typedef, 0, target));
    return this;
  }

  /** The variables of the per-CPU section, by name, with their types and offsets. */
  perCpu(variables: Readonly<Record<string, { readonly type: string; readonly offset: number }>>): this {
    const entries = Object.entries(variables).map(([name, { type, offset }]) => {
      const linkage = Buffer.alloc(4);
      const id = this.#record(name, KIND.var, 0, this.#type(type), linkage);
      const entry = Buffer.alloc(12);
      entry.writeUInt32LE(id, 0);
      entry.writeUInt32LE(offset, 4);
      entry.writeUInt32LE(this.sizeOf(type), 8);
      return entry;
    });
    this.#record('.data..percpu', KIND.datasec, entries.length, 0, Buffer.concat(entries));
    return this;
  }

  sizeOf(type: string): number {
    return this.#measure(type).size;
  }

  has(struct: string): boolean {
    return this.#structs.has(struct);
  }

  /** Where a member is, by a path such as `list.next` or `mem[1].base`. */
  place(struct: string, path: string): Place & { readonly type: string } {
    let name = struct;
    let offset = 0;
    let found: (Place & { readonly type: string }) | undefined;
    for (const step of path.split('.')) {
      const [member = '', index] = step.replace(']', '').split('[');
      found = this.#structs.get(name)?.places.get(member);
      if (found === undefined) throw new Error(`struct ${name} has no member ${step}`);
      let { type } = found;
      offset += found.offset;
      if (index !== undefined) {
        type = type.replace(/\[\d+\]$/, '');
        offset += this.sizeOf(type) * Number(index);
      }
      found = { ...found, offset, type, size: this.sizeOf(type.replace(/:\d+$/, '')) };
      name = type.replace(/^(struct|union) /, '');
    }
    if (found === undefined) throw new Error(`no path ${path}`);
    return found;
  }

  /** The whole section: header, types, strings. */
  bytes(): Buffer {
    const types = Buffer.concat(this.#records);
    const strings = Buffer.concat(this.#strings).subarray(this.#stringBase === 0 ? 0 : 1);
    const header = Buffer.alloc(24);
    header.writeUInt16LE(0xeb9f, 0);
    header.writeUInt8(1, 2);
    header.writeUInt32LE(24, 4);
    header.writeUInt32LE(0, 8);
    header.writeUInt32LE(types.length, 12);
    header.writeUInt32LE(types.length, 16);
    header.writeUInt32LE(strings.length, 20);
    return Buffer.concat([header, types, strings]);
  }

  #string(text: string): number {
    if (text === '') return 0;
    const known = this.#stringAt.get(text);
    if (known !== undefined) return known;
    const at = this.#stringBase === 0 ? this.#stringBytes : this.#stringBase + this.#stringBytes - 1;
    this.#stringAt.set(text, at);
    const bytes = Buffer.from(`${text}\0`, 'latin1');
    this.#strings.push(bytes);
    this.#stringBytes += bytes.length;
    return at;
  }

  #record(name: string, kind: number, vlen: number, sizeOrType: number, body = Buffer.alloc(0), flag = 0): number {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(this.#string(name), 0);
    head.writeUInt32LE(((flag << 31) | (kind << 24) | vlen) >>> 0, 4);
    head.writeUInt32LE(sizeOrType, 8);
    this.#records.push(Buffer.concat([head, body]));
    return this.#firstId + this.#records.length - 1;
  }

  #measure(type: string): { size: number; align: number } {
    const array = /^(.*)\[(\d+)\]$/.exec(type);
    if (array !== null) {
      const element = this.#measure(array[1] ?? '');
      return { size: element.size * Number(array[2]), align: element.align };
    }
    if (type === 'ptr' || type.startsWith('ptr ')) return { size: 8, align: 8 };
    if (type.startsWith('enum ')) return { size: 4, align: 4 };
    const int = INTS[type];
    if (int !== undefined) return { size: int[1], align: int[1] };
    const layout = this.#structs.get(type.replace(/^(struct|union) /, ''));
    if (layout === undefined) throw new Error(`type ${type} is not defined`);
    return layout;
  }

  #type(type: string): number {
    const known = this.#ids.get(type);
    if (known !== undefined) return known;
    const id = this.#newType(type);
    this.#ids.set(type, id);
    return id;
  }

  #newType(type: string): number {
    const array = /^(.*)\[(\d+)\]$/.exec(type);
    if (array !== null) {
      const body = Buffer.alloc(12);
      body.writeUInt32LE(this.#type(array[1] ?? ''), 0);
      body.writeUInt32LE(this.#type('u32'), 4);
      body.writeUInt32LE(Number(array[2]), 8);
      return this.#record('', KIND.array, 0, 0, body);
    }
    if (type === 'ptr') return this.#record('', KIND.ptr, 0, 0);
    if (type.startsWith('ptr ')) return this.#record('', KIND.ptr, 0, this.#type(type.slice(4)));
    const int = INTS[type];
    if (int !== undefined) {
      const body = Buffer.alloc(4);
      body.writeUInt32LE(((int[2] ? 1 : 0) << 24) | (int[1] * 8), 0);
      return this.#record(int[0], KIND.int, 0, int[1], body);
    }
    const layout = this.#structs.get(type.replace(/^(struct|union) /, ''));
    if (layout === undefined) throw new Error(`type ${type} is not defined`);
    return layout.id;
  }

  #layout(name: string, members: Members, kind: 'struct' | 'union'): Layout {
    const places: Layout['places'] = new Map();
    const entries: { name: string; type: number; bits: number; bitSize: number }[] = [];
    let bits = 0;
    let size = 0;
    let align = 1;
    for (const [key, value] of Object.entries(members)) {
      if (kind === 'union') bits = 0;
      if (typeof value !== 'string') {
        const inner = this.#layout(
          '',
          value.union ?? value.struct ?? {},
          value.union === undefined ? 'struct' : 'union',
        );
        const offset = Math.ceil(bits / 8 / inner.align) * inner.align;
        for (const [member, place] of inner.places) places.set(member, { ...place, offset: place.offset + offset });
        entries.push({ name: '', type: inner.id, bits: offset * 8, bitSize: 0 });
        bits = (offset + inner.size) * 8;
        align = Math.max(align, inner.align);
      } else {
        const [type = '', count] = value.split(':');
        const measured = this.#measure(type);
        align = Math.max(align, measured.align);
        if (count === undefined) bits = Math.ceil(bits / 8 / measured.align) * measured.align * 8;
        const at = bits;
        places.set(key, { offset: Math.floor(at / 8), size: measured.size, type: value });
        entries.push({ name: key, type: this.#type(type), bits: at, bitSize: Number(count ?? 0) });
        bits += count === undefined ? measured.size * 8 : Number(count);
      }
      size = Math.max(size, Math.ceil(bits / 8));
    }
    size = Math.ceil(size / align) * align;
    const flag = entries.some((entry) => entry.bitSize > 0) ? 1 : 0;
    const body = Buffer.concat(
      entries.map((entry) => {
        const record = Buffer.alloc(12);
        record.writeUInt32LE(this.#string(entry.name), 0);
        record.writeUInt32LE(entry.type, 4);
        record.writeUInt32LE(flag === 1 ? ((entry.bitSize << 24) | entry.bits) >>> 0 : entry.bits, 8);
        return record;
      }),
    );
    const id = this.#record(name, KIND[kind], entries.length, size, body, flag);
    return { size, align, id, places };
  }
}
