/** `struct`, `sym -m`, `vtop`: types, symbols of modules and page tables. */
import { hex } from '../../../bytes/cursor.ts';
import { LittleEndian } from '../../../bytes/little-endian.ts';
import { PageWalk, WalkState } from '../../memory/page-walk.ts';
import { bare, sizeOf, typeText, type Member, type StructType } from '../ctype.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { nearNames } from '../near-names.ts';
import { addressOfWord, addressText, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

const MAX_DEPTH = 16;

const MAX_COUNT = 1000;

/** What `struct` is asked: a type, some of its members or all, and at which address or none. */
interface StructQuestion {
  readonly name: string;
  readonly members: readonly string[];
  /** As words say it: a number, a symbol or an expression. */
  readonly at: string | undefined;
  readonly count: number;
}

/** `NAME[.MEMBER,…] [ADDRESS [COUNT]]`, as crash has it. */
function questionOf(words: readonly string[]): StructQuestion {
  const [what = '', ...place] = words.filter((word) => !/^-[a-z]+$/.test(word));
  const [name = '', members = ''] = what.split(/\.(.*)/s);
  const last = place.at(-1);
  const isCounted = place.length > 1 && last !== undefined && /^\d{1,6}$/.test(last);
  const at = (isCounted ? place.slice(0, -1) : place).join(' ');
  return {
    name,
    members: members.split(',').filter(Boolean),
    at: at === '' ? undefined : at,
    count: isCounted ? Math.max(1, Math.min(Number(last), MAX_COUNT)) : 1,
  };
}

/**
 * The expression that `struct NAME ADDRESS [COUNT]` stands for; undefined where the words ask for members or the layout.
 *
 * @throws {ExploreError} unknown-type
 */
export async function structExpression(context: ViewContext, words: readonly string[]): Promise<string | undefined> {
  const { name, members, at, count } = questionOf(words);
  if (at === undefined || members.length > 0) return undefined;
  const start = `((${typeText(await structOf(context, name))} *)(${addressText(context, at)}))`;
  return count === 1 ? `*${start}` : `${start}[0:${count}]`;
}

/** `struct NAME[.MEMBER,…]`: members with their offsets in bytes; with an address, those members' values. */
export async function struct(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { name, members, at, count } = questionOf(words);
  const type = await structOf(context, name);
  const title = `${typeText(type)}, ${sizeOf(type)} bytes`;
  if (at !== undefined) return { title, ...(await valuesAt(context, type, members, at, count)) };
  const all = membersWithin(type, 0);
  const wanted = members.length === 0 ? all : members.map((member) => memberOf(type, all, member));
  const rows = wanted.map(({ name: own, type: of, bitOffset, bitSize }): Datum[] => {
    return [integer(bitOffset >> 3), text(typeText(of)), text(`${own}${bitSize === 0 ? '' : `:${bitSize}`}`)];
  });
  return { title, columns: ['OFFSET', 'TYPE', 'MEMBER'], rows };
}

/** A member by its path: `se.vruntime`. */
function memberOf(type: StructType, all: readonly Member[], path: string): Member {
  const [first = '', ...rest] = path.split('.');
  const found = all.find((member) => member.name === first);
  if (found === undefined) {
    const near = nearNames(
      first,
      all.map((member) => member.name),
    );
    const said = `\`${typeText(type)}\` has no member \`${first}\``;
    throw new ExploreError(ExploreErrorCode.NoMember, said, { name: first, near });
  }
  if (rest.length === 0) return found;
  const inner = bare(found.type);
  if (inner.kind !== 'struct') {
    const said = `\`${first}\` is no struct: it has no \`${rest.join('.')}\``;
    throw new ExploreError(ExploreErrorCode.NoMember, said, { name: rest[0] ?? '' });
  }
  const within = memberOf(inner, membersWithin(inner, 0), rest.join('.'));
  return { ...within, name: `${first}.${within.name}`, bitOffset: within.bitOffset + found.bitOffset };
}

async function valuesAt(
  context: ViewContext,
  type: StructType,
  members: readonly string[],
  at: string,
  count: number,
): Promise<Table> {
  const all = membersWithin(type, 0);
  for (const member of members) memberOf(type, all, member);
  const start = BigInt.asUintN(64, await addressOfWord(context, at));
  const rows: Datum[][] = [];
  for (let i = 0; i < count; i++) {
    const address = start + BigInt(i * sizeOf(type));
    const answer = await context.walk(
      `array (&*((${typeText(type)} *)${hex(address)}))[0:1] as t show ${members.map((name) => `t.${name}`).join(', ')}`,
    );
    for (const [j, datum] of (answer.rows[0] ?? []).entries())
      rows.push([pointer(address), text(members[j] ?? '?'), datum]);
  }
  return { columns: ['ADDRESS', 'MEMBER', 'VALUE'], rows };
}

/** @throws {ExploreError} unknown-type */
async function structOf({ world }: ViewContext, name: string): Promise<StructType> {
  const found = await world.withModules(() => world.types.structOrUnion(name) ?? world.types.named(name));
  const type = found === undefined ? undefined : bare(found);
  if (type?.kind !== 'struct') {
    const near = nearNames(name, world.types.tagNames('struct'));
    throw new ExploreError(ExploreErrorCode.UnknownType, `there is no struct \`${name}\` here`, { name, near });
  }
  return type;
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
