/** A small kernel module: an ELF file of x86-64, relocatable, with `.modinfo` and a build-id. */
const EHDR_BYTES = 64;
const SHDR_BYTES = 64;

export interface ModuleSpec {
  readonly release?: string;
  readonly name?: string;
  /** Hex, 20 bytes. */
  readonly buildId?: string;
  /** ET_REL where absent. */
  readonly type?: number;
  readonly machine?: number;
}

export function buildModule(spec: ModuleSpec = {}): Buffer {
  const { release = '6.12.1-test', name = 'testing', buildId = '11'.repeat(20) } = spec;
  const modinfo = Buffer.from(`license=GPL\0name=${name}\0vermagic=${release} SMP preempt mod_unload \0`);
  const note = Buffer.concat([Buffer.from('040000001400000003000000474e5500', 'hex'), Buffer.from(buildId, 'hex')]);
  const names = Buffer.from('\0.modinfo\0.note.gnu.build-id\0.shstrtab\0');
  const sections = [
    { name: 0, data: Buffer.alloc(0) },
    { name: names.indexOf('.modinfo'), data: modinfo },
    { name: names.indexOf('.note'), data: note },
    { name: names.indexOf('.shstrtab'), data: names },
  ];
  const header = Buffer.alloc(EHDR_BYTES);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(spec.type ?? 1, 16);
  header.writeUInt16LE(spec.machine ?? 62, 18);
  header.writeUInt16LE(SHDR_BYTES, 58);
  header.writeUInt16LE(sections.length, 60);
  header.writeUInt16LE(sections.length - 1, 62);
  const table = Buffer.alloc(SHDR_BYTES * sections.length);
  const content: Buffer[] = [header];
  let offset = EHDR_BYTES;
  sections.forEach((section, index) => {
    table.writeUInt32LE(section.name, index * SHDR_BYTES);
    table.writeBigUInt64LE(BigInt(offset), index * SHDR_BYTES + 24);
    table.writeBigUInt64LE(BigInt(section.data.length), index * SHDR_BYTES + 32);
    content.push(section.data);
    offset += section.data.length;
  });
  header.writeBigUInt64LE(BigInt(offset), 40);
  return Buffer.concat([...content, table]);
}
