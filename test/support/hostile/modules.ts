/** Hostile edits of files with an appended signature, modules and kernels of s390. */
import { type HostileEdit, type Edit, done, cuts, flips, halves } from './edits.ts';

/** `~Module signature appended~`: the file, the PKCS#7, twelve bytes, the mark. */
export function* hostileModules(file: Buffer): Generator<HostileEdit> {
  const block = file.length - 28 - 12;
  const content = block - file.readUInt32BE(block + 8);
  const changes = (edited: Buffer): boolean =>
    edited.length < content || Buffer.compare(edited.subarray(0, content), file.subarray(0, content)) !== 0;
  const ends = { content, block, 'the mark': block + 12, 'half of the signature': (content + block) >> 1, ELF: 64 };
  for (const [name, edit] of Object.entries({
    ...cuts(file, ends),
    ...flips({ ...ends, ...pieces(content) }, file.length),
    ...elfEdits(),
  })) {
    yield* done(file, name, edit, changes);
  }
  for (const [name, edit] of Object.entries(appendedEdits(file, block, content))) {
    for (const one of done(file, name, edit, changes)) yield { ...one, hidesSignature: true };
  }
}

function pieces(bytes: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: 16 }, (_, piece) => [`piece ${piece}`, (bytes * piece) >> 4]));
}

/** `struct module_signature`: algo, hash, id_type, signer_len, key_id_len, three zeros, the length with the highest byte first. */
function appendedEdits(file: Buffer, block: number, content: number): Record<string, Edit> {
  const field =
    (offset: number, value: number): Edit =>
    (copy) => {
      copy.writeUInt8(value, block + offset);
      return copy;
    };
  const length =
    (bytes: number): Edit =>
    (copy) => {
      copy.writeUInt32BE(bytes, block + 8);
      return copy;
    };
  return {
    'id_type 0': field(2, 0),
    'id_type 3': field(2, 3),
    'a length of 0': length(0),
    'a length of 1': length(1),
    'a length that is too small by one': length(block - content - 1),
    'a length that is too large by one': length(block - content + 1),
    'a length of the whole file': length(block),
    'a length behind the file': length(block + 1),
    'a length as large as can be': length(0xffffffff),
    'a byte behind the mark': (copy) => Buffer.concat([copy, Buffer.of(0)]),
    'a page behind the mark': (copy) => Buffer.concat([copy, Buffer.alloc(4096, 0xcc)]),
    'nothing but zeros in the signature': (copy) => copy.fill(0, content, block),
    'nothing but ones in the signature': (copy) => copy.fill(0xff, content, block),
    'the signature twice': (copy) => Buffer.concat([copy, file.subarray(content)]),
    'the mark alone': (copy) => copy.subarray(block + 12),
    'the block alone': (copy) => copy.subarray(block),
  };
}

/** Where an ELF file's tables are, and how large. */
function elfEdits(): Record<string, Edit> {
  const long =
    (offset: number, value: bigint): Edit =>
    (copy) => {
      copy.writeBigUInt64LE(value, offset);
      return copy;
    };
  return {
    'e_shoff 0': long(40, 0n),
    'e_shoff 1': long(40, 1n),
    'e_shoff behind the file': long(40, 1n << 40n),
    'e_shoff as large as can be': long(40, (1n << 64n) - 1n),
    'e_phoff as large as can be': long(32, (1n << 64n) - 1n),
    ...halves('e_shentsize', 58, [0, 1, 0xffff]),
    ...halves('e_shnum', 60, [0, 1, 0xffff]),
    ...halves('e_shstrndx', 62, [0, 0xffff]),
    ...halves('e_machine', 18, [0, 0xffff]),
    'an ELF file of 32 bits': (copy) => {
      copy.writeUInt8(1, 4);
      return copy;
    },
    'an ELF file of the other byte order': (copy) => {
      copy.writeUInt8(2, 5);
      return copy;
    },
  };
}
