import { Cursor } from '../../bytes/cursor.ts';
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatErrorCode } from '../../errors.ts';
import { SectionType } from './file.ts';
import type { ElfFile } from './file.ts';

export const SYMBOL_BYTES = 24;
const MAX_TABLE_BYTES = 512 * 1024 * 1024;
const SHN_UNDEF = 0;
export const SHN_XINDEX = 0xffff;

export const SymbolType = { None: 0, Object: 1, Function: 2, Section: 3, File: 4 } as const;

/** `Elf64_Sym` */
export interface ElfSymbol {
  readonly name: string;
  readonly type: number;
  readonly section: number;
  readonly value: bigint;
  readonly sizeBytes: number;
}

/** The defined symbols of `.symtab`; none where there is no such table. */
export async function readSymbols(file: ElfFile): Promise<readonly ElfSymbol[]> {
  const table = file.sections.find(({ type }) => type === SectionType.Symbols);
  const strings = table === undefined ? undefined : file.sections[table.link];
  if (table === undefined || strings === undefined) return [];
  const symbols = new Cursor(await whole(file, table), 'elf.symtab', {
    littleEndian: file.littleEndian,
    base: table.offset,
  });
  const names = new DenseCursor(await whole(file, strings), 'elf.strtab', { base: strings.offset });
  const found: ElfSymbol[] = [];
  while (symbols.remaining >= SYMBOL_BYTES) {
    const nameOffset = symbols.u32('st_name');
    const type = symbols.u8('st_info') & 0xf;
    symbols.skip(1, 'st_other');
    const section = symbols.u16('st_shndx');
    const value = symbols.u64('st_value');
    const sizeBytes = Number(symbols.u64('st_size'));
    if (section === SHN_UNDEF || nameOffset === 0 || nameOffset >= names.bytes.length) continue;
    found.push({ name: names.seek(nameOffset).string(), type, section, value, sizeBytes });
  }
  return found;
}

async function whole(file: ElfFile, section: { offset: number; sizeBytes: number; name: string }): Promise<Uint8Array> {
  if (section.sizeBytes > MAX_TABLE_BYTES) {
    new Cursor(new Uint8Array(0), 'elf').fail(FormatErrorCode.Limit, section.name, `${section.sizeBytes} bytes`);
  }
  return readOne(file.source, { offset: section.offset, length: section.sizeBytes });
}
