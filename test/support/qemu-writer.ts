/** Writes a machine as qemu migrates it into a file. */
export interface TestBlock {
  readonly name: string;
  readonly sizeBytes: number;
}

/** A page as it is sent: bytes, or one byte that fills it. */
export interface TestPage {
  readonly block: string;
  readonly address: number;
  readonly content: Uint8Array | number;
}

export interface TestMachine {
  readonly machineType?: string;
  readonly blocks: readonly TestBlock[];
  /** One array for each part: in the order in which they were sent. */
  readonly parts: readonly (readonly TestPage[])[];
  readonly state?: Buffer;
  /** More flags at the first page. */
  readonly flags?: number;
}

const FOOTER = 0x7e;
const RAM = 2;

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function u64(value: bigint | number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([value.length]), Buffer.from(value, 'latin1')]);
}

function sectionHead(type: number, number: number, name: string, version: number, instance = 0): Buffer {
  return Buffer.concat([Buffer.from([type]), u32(number), text(name), u32(instance), u32(version)]);
}

function footer(number: number, foot = FOOTER): Buffer {
  return Buffer.concat([Buffer.from([foot]), u32(number)]);
}

export function writeQemu({ machineType = 'pc-q35-7.2', blocks, parts, state, flags = 0 }: TestMachine): Buffer {
  const total = blocks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const out = [Buffer.from('QEVM'), u32(3), Buffer.from([7]), u32(machineType.length), Buffer.from(machineType)];
  out.push(sectionHead(1, RAM, 'ram', 4), u64(total + 4));
  for (const { name, sizeBytes } of blocks) out.push(text(name), u64(sizeBytes));
  out.push(u64(0x10), footer(RAM));
  let last = '';
  let more = flags;
  parts.forEach((pages, i) => {
    out.push(Buffer.from([i === parts.length - 1 ? 3 : 2]), u32(RAM));
    for (const { block, address, content } of pages) {
      const kind = (typeof content === 'number' ? 0x02 : 0x08) | (block === last ? 0x20 : 0) | more;
      out.push(u64(address + kind));
      if (block !== last) out.push(text(block));
      out.push(typeof content === 'number' ? Buffer.from([content]) : Buffer.from(content));
      last = block;
      more = 0;
    }
    out.push(u64(0x10), footer(RAM));
  });
  return Buffer.concat([...out, state ?? Buffer.from([0])]);
}

/** The state of processors with its description: general registers 0x100 and on of each, plus `rip`. */
export function cpuState(
  rips: readonly bigint[],
  change: { readonly size?: number; readonly footer?: number; readonly foot?: number } = {},
): Buffer {
  const segment = Buffer.concat([u32(0x10), u64(0x5000n), u32(0xffff), u32(0)]);
  const sections = rips.flatMap((rip, cpu) => [
    sectionHead(4, 10 + cpu, 'cpu', 12, cpu),
    ...Array.from({ length: 16 }, (_, i) => u64(0x100 * (cpu + 1) + i)),
    ...[u64(rip), u64(0x46n)],
    ...Array.from({ length: 6 }, () => segment),
    ...[Buffer.from([5]), text('cpu/more'), u32(1), Buffer.from([1, 2, 3])],
    footer(change.footer ?? 10 + cpu, change.foot),
  ]);
  const fields = [
    { name: 'env.regs', array_len: 16, type: 'uint64', size: change.size ?? 8 },
    { name: 'env.eip', type: 'uint64', size: 8 },
    { name: 'env.eflags', type: 'uint64', size: 8 },
    { name: 'env.segs', array_len: 6, type: 'struct', size: 20 },
  ];
  const subsections = [{ vmsd_name: 'cpu/more', version: 1, fields: [{ name: 'x', type: 'buffer', size: 3 }] }];
  const devices = rips.map((_, cpu) => ({ name: 'cpu', instance_id: cpu, version: 12, fields, subsections }));
  const json = Buffer.from(JSON.stringify({ page_size: 4096, devices }));
  return Buffer.concat([...sections, Buffer.from([0, 6]), u32(json.length), json]);
}

/** As `virsh save` writes it. */
export function libvirtSave(machine: Uint8Array, { format = 0, version = 2 } = {}): Buffer {
  const xml = Buffer.from('<domain type="kvm"><name>web-1</name></domain>\0');
  const header = Buffer.alloc(92);
  header.write('LibvirtQemudSave', 'latin1');
  header.writeUInt32LE(version, 16);
  header.writeUInt32LE(xml.length, 20);
  header.writeUInt32LE(format, 28);
  return Buffer.concat([header, xml, machine]);
}
