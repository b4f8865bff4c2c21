/** A kernel as an x86 image carries it: an ELF file of sections, and the lists of its relocations behind it. */
export interface VmlinuxSection {
  readonly name: string;
  readonly address: bigint;
  readonly bytes: Uint8Array;
  /** PT_NOTE as well. */
  readonly note?: true;
}

export interface VmlinuxSpec {
  readonly sections: readonly VmlinuxSection[];
  /** As they stand in the file: 64-bit values, those subtracted from (not in every kernel), 32-bit values. */
  readonly relocations?: readonly (readonly bigint[])[];
}

const [EHDR, PHDR, SHDR] = [64, 56, 64];

export function writeVmlinux({ sections, relocations = [] }: VmlinuxSpec): Buffer {
  const names = Buffer.from(`\0${[...sections.map(({ name }) => name), '.shstrtab'].join('\0')}\0`, 'latin1');
  const nameOf = (name: string): number => names.indexOf(`${name}\0`);
  const segments = sections.flatMap((section) => (section.note ? [section, section] : [section]));
  let at = EHDR + segments.length * PHDR;
  const placed = sections.map((section) => {
    const offset = at;
    at += section.bytes.length;
    return { ...section, offset };
  });
  const namesAt = at;
  const headersAt = namesAt + names.length;
  const out = Buffer.alloc(headersAt + (sections.length + 2) * SHDR);
  out.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  out.writeUInt16LE(2, 16);
  out.writeUInt16LE(62, 18);
  out.writeBigUInt64LE(BigInt(EHDR), 32);
  out.writeBigUInt64LE(BigInt(headersAt), 40);
  for (const [i, value] of [EHDR, PHDR, segments.length, SHDR, sections.length + 2, sections.length + 1].entries()) {
    out.writeUInt16LE(value, 52 + i * 2);
  }
  let program = EHDR;
  placed.forEach((section, i) => {
    for (const type of section.note ? [1, 4] : [1]) {
      out.writeUInt32LE(type, program);
      out.writeBigUInt64LE(BigInt(section.offset), program + 8);
      out.writeBigUInt64LE(section.address, program + 16);
      out.writeBigUInt64LE(BigInt(section.bytes.length), program + 32);
      program += PHDR;
    }
    out.set(section.bytes, section.offset);
    sectionHeader(out, headersAt + (i + 1) * SHDR, nameOf(section.name), section, section.offset);
  });
  out.set(names, namesAt);
  const own = { address: 0n, bytes: names };
  sectionHeader(out, headersAt + (sections.length + 1) * SHDR, nameOf('.shstrtab'), own, namesAt);
  const lists = relocations.flatMap((list) => [0, ...list.map((address) => Number(BigInt.asIntN(32, address)))]);
  const trailer = Buffer.alloc(lists.length * 4);
  lists.forEach((entry, i) => trailer.writeInt32LE(entry, i * 4));
  return Buffer.concat([out, trailer]);
}

function sectionHeader(
  out: Buffer,
  at: number,
  name: number,
  { address, bytes }: { readonly address: bigint; readonly bytes: Uint8Array },
  offset: number,
): void {
  out.writeUInt32LE(name, at);
  out.writeUInt32LE(1, at + 4);
  out.writeBigUInt64LE(address, at + 16);
  out.writeBigUInt64LE(BigInt(offset), at + 24);
  out.writeBigUInt64LE(BigInt(bytes.length), at + 32);
}
