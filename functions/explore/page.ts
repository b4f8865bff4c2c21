/** An answer cut to what one reply may hold; the cursor says where the next goes on. */
import type { ExploreAnswer, ExploreDatum, ExploreField } from '../../shared/contract/explore.ts';

const MAX_ENTRIES = 200;
/** API Gateway passes on 10 MB, Lambda 6: a page is to be there at once on a phone, too. */
const MAX_PAGE_CHARACTERS = 512 * 1024;
/** Of a part that is by itself more than a page: so many entries of each array and struct in it are told. */
const PRUNED_ENTRIES = [128, 32, 8, 1] as const;

export interface Page {
  readonly answer: ExploreAnswer;
  /** Entry of the whole answer that the next page begins with; absent on the last. */
  readonly next?: number;
}

/** @param from entry to begin with: a row, a line, an item of an array, a field of a struct */
export function pageOf(answer: ExploreAnswer, from: number): Page {
  switch (answer.kind) {
    case 'walk':
    case 'table':
      return cut(
        answer.rows,
        from,
        (row) => row.map((cell) => fitting(cell, row.length)),
        (rows) => ({ ...answer, rows }),
      );
    case 'symbols':
      return cut(answer.symbols, from, same, (symbols) => ({ ...answer, symbols }));
    case 'address':
      return cut(answer.facets, from, same, (facets) => ({ ...answer, facets }));
    case 'text':
      return cut(answer.text.split('\n'), from, clipped, (lines) => ({ ...answer, text: lines.join('\n') }));
    case 'value':
      return pageOfValue(answer, from);
    case 'error':
      return { answer };
  }
}

function pageOfValue(answer: Extract<ExploreAnswer, { kind: 'value' }>, from: number): Page {
  const { datum } = answer;
  if (datum.is === 'array') {
    return cut(datum.items, from, fitting, (items) => ({ ...answer, datum: { ...datum, items } }));
  }
  if (datum.is === 'struct') {
    return cut(datum.fields, from, fittingField, (fields) => ({ ...answer, datum: { ...datum, fields } }));
  }
  return { answer: { ...answer, datum: fitting(datum) } };
}

function cut<T>(all: readonly T[], from: number, fit: (entry: T) => T, make: (entries: T[]) => ExploreAnswer): Page {
  const entries: T[] = [];
  let size = 0;
  let at = from;
  for (; at < all.length && entries.length < MAX_ENTRIES; at++) {
    const entry = all[at];
    if (entry === undefined) break;
    const whole = fit(entry);
    size += lengthOf(whole);
    if (size > MAX_PAGE_CHARACTERS && entries.length > 0) break;
    entries.push(whole);
  }
  return { answer: make(entries), ...(at < all.length ? { next: at } : {}) };
}

/** The datum, or where it alone is more than its share of a page the head of each of its parts. */
function fitting(datum: ExploreDatum, sharedBy = 1): ExploreDatum {
  const room = MAX_PAGE_CHARACTERS / sharedBy;
  if (lengthOf(datum) <= room) return datum;
  for (const entries of PRUNED_ENTRIES) {
    const pruned = prune(datum, entries, room);
    if (lengthOf(pruned) <= room) return pruned;
  }
  return { is: 'text', text: '…' };
}

function fittingField(field: ExploreField): ExploreField {
  return { ...field, datum: fitting(field.datum) };
}

function prune(datum: ExploreDatum, entries: number, room: number): ExploreDatum {
  switch (datum.is) {
    case 'array':
      return { ...datum, items: datum.items.slice(0, entries).map((item) => prune(item, entries, room)) };
    case 'struct': {
      const fields = datum.fields
        .slice(0, entries)
        .map((field) => ({ ...field, datum: prune(field.datum, entries, room) }));
      const more = datum.fields.length - fields.length + (datum.more ?? 0);
      return { ...datum, fields, ...(more === 0 ? {} : { more }) };
    }
    case 'text':
      return datum.text.length > room / 2 ? { ...datum, text: `${datum.text.slice(0, room / 2)}…` } : datum;
    default:
      return datum;
  }
}

function clipped(line: string): string {
  return line.length > MAX_PAGE_CHARACTERS ? `${line.slice(0, MAX_PAGE_CHARACTERS)}…` : line;
}

function same<T>(entry: T): T {
  return entry;
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}

const MAX_MISSING = 50;

/** Memory that an answer says is not there, each once. */
export function missingOf(answer: ExploreAnswer): { readonly address: string; readonly why: string }[] {
  const found = new Map<string, string>();
  const note = (address: string | undefined, why: string | undefined): void => {
    if (address !== undefined && why !== undefined && found.size < MAX_MISSING) found.set(address, why);
  };
  const look = (datum: ExploreDatum): void => {
    if (datum.is === 'unreadable') note(datum.address, datum.why);
    else if (datum.is === 'array') datum.items.forEach(look);
    else if (datum.is === 'struct')
      datum.fields.forEach((field) => {
        look(field.datum);
      });
  };
  if (answer.kind === 'value') look(answer.datum);
  if (answer.kind === 'walk' || answer.kind === 'table') answer.rows.flat().forEach(look);
  if (answer.kind === 'walk') note(answer.broken?.address, answer.broken?.why);
  if (answer.kind === 'error') note(answer.fault?.address, answer.fault?.why);
  return [...found].map(([address, why]) => ({ address, why }));
}
