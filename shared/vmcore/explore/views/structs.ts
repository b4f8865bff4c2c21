/** `struct`, `sym -m`, `vtop`: types, symbols of modules and page tables. */
import { hex } from '../../../bytes/cursor.ts';
import { LittleEndian } from '../../../bytes/little-endian.ts';
import { PageWalk, WalkState } from '../../memory/page-walk.ts';
import { bare, sizeOf, typeText, type Member, type StructType } from '../ctype.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { nearNames } from '../near-names.ts';
import { addressOfWord, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

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
export async function vtop(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { kernel } = context;
  const address = BigInt.asUintN(64, await addressOfWord(context, words[0] ?? '0'));
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
