/**
 * Names of data by where it shows, for a kernel whose symbol table has functions only. A kept table says of each variable of a
 * kernel series which functions refer to it and which functions it points to; a line of it is
 *
 *     NAME BYTES FUNCTION+OFFSET:ORDINAL/COUNT … @OFFSET=FUNCTION …
 *
 * `FUNCTION` refers to the place OFFSET within the variable, as the ORDINALth of COUNT things that it refers to; and OFFSET
 * within the variable stands a pointer to `FUNCTION`. Compilers and configurations move code: a name is given where all that is
 * said of it and is there agrees on one address, and to none otherwise.
 */

/** Of a longer function the beginning is looked at. */
export const MAX_FUNCTION_BYTES = 16_384;

interface Reference {
  readonly from: string;
  readonly offset: bigint;
  readonly ordinal: number;
  readonly of: number;
}

interface Pointer {
  readonly to: string;
  readonly offset: bigint;
}

export interface Evidence {
  readonly name: string;
  readonly sizeBytes: number;
  readonly references: readonly Reference[];
  readonly pointers: readonly Pointer[];
}

/** What a dump shows. */
export interface Seen {
  /** What a function refers to, each once, in order; undefined of one that is not there or is there twice. */
  readonly references: (name: string) => readonly bigint[] | undefined;
  /** Where pointers to a function stand. */
  readonly pointers: (name: string) => readonly bigint[];
}

export function parseEvidence(table: string): Evidence[] {
  return table.split('\n').flatMap((line) => {
    const [name, size, ...rest] = line.split(' ');
    if (name === undefined || size === undefined) return [];
    const references: Reference[] = [];
    const pointers: Pointer[] = [];
    for (const each of rest) {
      const [, offset = '', to = ''] = /^@(\d+)=(.+)$/.exec(each) ?? [];
      if (to !== '') {
        pointers.push({ to, offset: BigInt(offset) });
        continue;
      }
      const [, from = '', within = '', ordinal = '', of = ''] = /^(.+)\+(\d+):(\d+)\/(\d+)$/.exec(each) ?? [];
      references.push({ from, offset: BigInt(within), ordinal: Number(ordinal), of: Number(of) });
    }
    return [{ name, sizeBytes: Number(size), references, pointers }];
  });
}

/** The one address that all evidence agrees on. */
export function locate({ references, pointers }: Evidence, seen: Seen): bigint | undefined {
  let candidates: ReadonlySet<bigint> | undefined;
  let pointed = 0;
  for (const { to, offset } of pointers) {
    const places = seen.pointers(to);
    if (places.length === 0) continue;
    const bases = new Set(places.map((place) => place - offset));
    candidates = candidates === undefined ? bases : both(candidates, bases);
    pointed++;
  }
  const [only] = candidates ?? [];
  if (candidates?.size === 0) return undefined;
  if (candidates?.size === 1 && (pointed > 1 || references.length === 0)) return only;
  return byReferences(references, seen, candidates);
}

function byReferences(
  references: readonly Reference[],
  seen: Seen,
  within: ReadonlySet<bigint> | undefined,
): bigint | undefined {
  let common = within;
  /** Addresses by how many functions refer to them in the very place that the table says. */
  const exact = new Map<bigint, number>();
  let functions = 0;
  for (const { from, offset, ordinal, of } of references) {
    const found = seen.references(from);
    if (found === undefined) continue;
    functions++;
    const bases = new Set(found.map((address) => address - offset));
    common = common === undefined ? bases : both(common, bases);
    const there = found.length === of ? found[ordinal] : undefined;
    if (there !== undefined) exact.set(there - offset, (exact.get(there - offset) ?? 0) + 1);
  }
  if (functions === 0 || common === undefined) return undefined;
  const list = [...common];
  const [only] = list;
  if (only !== undefined && list.length === 1) return exact.has(only) ? only : undefined;
  const sure = list.filter((address) => exact.get(address) === functions);
  return sure.length === 1 ? sure[0] : undefined;
}

function both(a: ReadonlySet<bigint>, b: ReadonlySet<bigint>): ReadonlySet<bigint> {
  return new Set([...a].filter((each) => b.has(each)));
}

export interface NamedData {
  readonly name: string;
  readonly address: bigint;
  readonly sizeBytes: number;
}

/** Those of a table that are found, in order of address. Of two that would lie over each other neither is believed. */
export function locateAll(table: readonly Evidence[], seen: Seen): NamedData[] {
  const found = table.flatMap((evidence): NamedData[] => {
    const address = locate(evidence, seen);
    return address === undefined ? [] : [{ name: evidence.name, address, sizeBytes: evidence.sizeBytes }];
  });
  found.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : b.sizeBytes - a.sizeBytes));
  const disputed = new Set<NamedData>();
  let before: NamedData | undefined;
  for (const each of found) {
    if (before !== undefined && each.address < endOf(before)) disputed.add(before).add(each);
    if (before === undefined || endOf(each) > endOf(before)) before = each;
  }
  return found.filter((each) => !disputed.has(each));
}

function endOf({ address, sizeBytes }: NamedData): bigint {
  return address + BigInt(sizeBytes);
}
