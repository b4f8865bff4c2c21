/** Names of sections that are longer than eight bytes: `/N`, an offset in the COFF string table behind the symbols (PE Format). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { ascii } from '../image/magic.ts';
import type { PeHeaders } from '../pe/headers.ts';

const SYMBOL_BYTES = 18;
const MAX_NAME_BYTES = 64;

/** The headers with those names in place. Loaders and stubs look at the eight bytes alone: this is for telling what a file is. */
export async function withLongNames(source: ByteSource, headers: PeHeaders): Promise<PeHeaders> {
  if (!headers.sections.some(({ name }) => name.startsWith('/'))) return headers;
  const view = new DataView(headers.head.buffer, headers.head.byteOffset, headers.head.length);
  const table =
    view.getUint32(headers.peOffset + 12, true) + view.getUint32(headers.peOffset + 16, true) * SYMBOL_BYTES;
  const sections = [];
  for (const section of headers.sections) {
    const [, digits] = /^\/(\d{1,7})$/.exec(section.name) ?? [];
    const at = table + Number(digits);
    if (digits === undefined || at + 1 > source.sizeBytes) {
      sections.push(section);
      continue;
    }
    const bytes = await readOne(source, { offset: at, length: Math.min(MAX_NAME_BYTES, source.sizeBytes - at) });
    const end = bytes.indexOf(0);
    sections.push(end > 0 ? { ...section, name: ascii(bytes, 0, end) } : section);
  }
  return { ...headers, sections };
}
