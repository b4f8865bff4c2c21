/** `struct`, `rd`, `sym -m`, `list`, `vtop`: types and raw memory. */
import { hex } from '../../../bytes/cursor.ts';
import { LittleEndian } from '../../../bytes/little-endian.ts';
import { PageWalk, WalkState } from '../../memory/page-walk.ts';
import { bare, sizeOf, typeText, type Member, type StructType } from '../ctype.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { nearNames } from '../near-names.ts';
import { readText } from '../read-text.ts';
import { readBytes } from '../value.ts';
import type { ViewContext } from './context.ts';
import { integer, pointer, symbolic, text, type Table } from './table.ts';

const MAX_WORDS = 65_536;
const MAX_DEPTH = 16;

/** `struct NAME`: its members with their offsets in bytes. */
export async function struct({ world }: ViewContext, words: readonly string[]): Promise<Table> {
  const name = words.find((word) => !word.startsWith('-')) ?? '';
  const found = await world.withModules(() => world.types.structOrUnion(name) ?? world.types.named(name));
  const type = found === undefined ? undefined : bare(found);
  if (type?.kind !== 'struct') {
    const near = nearNames(name, world.types.tagNames('struct'));
    throw new ExploreError(ExploreErrorCode.UnknownType, `there is no struct \`${name}\` here`, { name, near });
  }
  const rows = membersWithin(type, 0).map(({ name: own, type: of, bitOffset, bitSize }): Datum[] => {
    return [integer(bitOffset >> 3), text(typeText(of)), text(`${own}${bitSize === 0 ? '' : `:${bitSize}`}`)];
  });
  return { title: `${typeText(type)}, ${sizeOf(type)} bytes`, columns: ['OFFSET', 'TYPE', 'MEMBER'], rows };
}

/** Members, those of anonymous structs and unions among them as C has them. */
function membersWithin(type: StructType, from: number, depth = 0): Member[] {
  if (depth > MAX_DEPTH) return [];
  return type.members.flatMap((member) => {
    const at = bare(member.type);
    const placed = { ...member, bitOffset: member.bitOffset + from };
    return member.name === '' && at.kind === 'struct' ? membersWithin(at, placed.bitOffset, depth + 1) : [placed];
  });
}

/** `rd ADDRESS [COUNT]`: words with the symbols that they are; `-a` a text. */
export async function rd({ world, kernel, number }: ViewContext, words: readonly string[]): Promise<Table> {
  const [at = '0', count = '1'] = words.filter((word) => !word.startsWith('-'));
  const address = await addressOfWord(number, kernel.symbol(at) === undefined ? at : `&${at}`);
  if (words.includes('-a')) {
    return { columns: ['ADDRESS', 'TEXT'], rows: [[pointer(address), text(await readText(kernel.memory, address))]] };
  }
  const wanted = Number(await number(count));
  if (!(wanted > 0 && wanted <= MAX_WORDS))
    throw new ExploreError(ExploreErrorCode.Limit, `${count} words`, { expected: `1 to ${MAX_WORDS}` });
  const view = new LittleEndian(await readBytes(kernel.memory, address, wanted * 8));
  const rows = await Promise.all(
    Array.from({ length: wanted }, async (_, i) => [
      pointer(address + BigInt(i * 8)),
      await symbolic(world, view.u64(i * 8)),
    ]),
  );
  return { columns: ['ADDRESS', 'VALUE'], rows };
}

/** crash reads a bare word of 16 digits as hexadecimal. */
function addressOfWord(number: ViewContext['number'], word: string): Promise<bigint> {
  return number(/^[0-9a-f]{16}$/i.test(word) ? `0x${word}` : word);
}

/** `sym -m MODULE`: the symbols of a module, by address; without `-m` every symbol of a name. */
export async function symbols({ world, kernel }: ViewContext, words: readonly string[]): Promise<Table> {
  await world.loadModules();
  const [, name = ''] = words;
  const module = kernel.modules.list.find((each) => each.name === name);
  if (module === undefined) {
    const near = nearNames(
      name,
      kernel.modules.list.map((each) => each.name),
    );
    return {
      columns: ['ADDRESS', 'NAME'],
      rows: [],
      notes: [`no module is loaded that is called ${name}${near.length === 0 ? '' : ` (near: ${near.join(', ')})`}`],
    };
  }
  const rows = world.symbolsOfModule(name).map((symbol): Datum[] => [pointer(symbol.address), text(symbol.name)]);
  return { columns: ['ADDRESS', 'NAME'], rows };
}

/** `vtop ADDRESS`: the way through the page tables, level by level. */
export async function vtop({ kernel, number }: ViewContext, words: readonly string[]): Promise<Table> {
  const address = BigInt.asUintN(64, await addressOfWord(number, words[0] ?? '0'));
  const { memory } = kernel;
  const tables = memory.space.pageTables;
  const shift = BigInt(Math.log2(memory.pageSizeBytes));
  const notes: string[] = [];
  const rows: Datum[][] = [];
  if (tables === undefined)
    return { columns: ['LEVEL', 'ENTRY AT', 'ENTRY'], rows, notes: ['nothing tells where the page tables are'] };
  const walk = new PageWalk(tables, Number(address >> shift));
  for (let level = 0; walk.state === WalkState.Walking; level++) {
    const [page] = await kernel.dump.memory.readPages([Math.floor(walk.address / memory.pageSizeBytes)]);
    if (page?.bytes === undefined) {
      notes.push(`the table at physical ${hex(walk.address)}: ${page?.absence ?? 'not there'}`);
      break;
    }
    const view = new LittleEndian(page.bytes);
    const at = walk.address % memory.pageSizeBytes;
    rows.push([integer(level), pointer(BigInt(walk.address)), pointer(view.u64(at))]);
    walk.step(view.u32(at), view.u32(at + 4));
  }
  if (walk.state === WalkState.Found) {
    const offset = Number(address & BigInt(memory.pageSizeBytes - 1));
    rows.push([text('page'), pointer(BigInt(walk.address + offset)), text('')]);
  } else if (notes.length === 0) notes.push(`${hex(address)} is not mapped`);
  return { columns: ['LEVEL', 'PHYSICAL', 'ENTRY'], rows, ...(notes.length === 0 ? {} : { notes }) };
}
