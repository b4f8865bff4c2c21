/**
 * A report with lines. It is made of the report alone and of tables by build-id, so that a report of long ago gains its lines
 * when the symbols come later.
 */
import type { Frame, Report } from '../../contract/report.ts';
import { sourceLinkOf } from '../../contract/source-links.ts';
import type { SourceLink } from '../../contract/source-links.ts';
import { PurgatoryError } from '../../errors.ts';
import type { CodePlace, LineTable, SourceFrame } from '../table/read.ts';
import { frameSource } from './fields.ts';
import type { FindLines } from './find.ts';
import { placesOf } from './place.ts';

/** `unavailable` names it so. */
export const LINES_SECTION = 'lines';

/** What frames and the panic's instruction pointer have in common. */
type Named = Pick<Frame, 'address' | 'symbol' | 'offset' | 'sizeBytes' | 'module' | 'user' | 'exact'>;

/**
 * The report, its frames with `file`, `line` and `inlined` where a table of the build has them. Without tables it is the report
 * as it was. A table that is damaged is noted, and nothing else is lost by it.
 */
export async function withLines(report: Report, find: FindLines): Promise<Report> {
  const notes: Report['unavailable'] = [];
  const lines = new Map<string, readonly SourceFrame[]>();
  const ip: Named[] = report.panic?.ip === undefined ? [] : [{ ...report.panic.ip, exact: true }];
  const named = [...ip, ...framesOf(report)].filter(({ user, symbol }) => user !== true && symbol !== undefined);
  // Most tasks stand in the same few functions.
  const frames = new Map(named.map((frame) => [keyOf(frame), frame]));
  const modules = Map.groupBy(frames.values(), ({ module }) => module ?? '');
  await Promise.all(
    [...modules].map(async ([module, own]) => {
      try {
        const found =
          module === '' ? await kernelLines(report, own, find) : await moduleLines(report, module, own, find);
        for (const [key, chain] of found) lines.set(key, chain);
      } catch (error) {
        // What cannot be read now is no reason to have no report: the lines may be had later.
        if (!(error instanceof PurgatoryError)) throw error;
        const what = module === '' ? 'the kernel' : `module ${module}`;
        notes.push({ section: LINES_SECTION, reason: `${what}: ${error.message}`, partial: true });
      }
    }),
  );
  if (lines.size === 0 && notes.length === 0) return report;
  const placed = <T extends Named>(frame: T): T => {
    const chain = lines.get(keyOf(frame));
    return chain === undefined ? frame : { ...frame, ...frameSource(chain) };
  };
  // What was said of them when the report was made may have passed.
  const others = report.unavailable.filter(({ section }) => section !== LINES_SECTION);
  return { ...mapFrames(report, placed), unavailable: [...others, ...notes] };
}

/** The report with the address at which the sources of its kernel are shown, where there is one. */
export function withSourceLink(report: Report, links: readonly SourceLink[]): Report {
  const { kernel } = report;
  const sourceLink = kernel === undefined ? undefined : sourceLinkOf(links, kernel.release);
  return kernel === undefined || sourceLink === undefined ? report : { ...report, kernel: { ...kernel, sourceLink } };
}

function framesOf({ panic, cpus = [], tasks = [] }: Report): Frame[] {
  return [panic, ...cpus, ...tasks].flatMap((owner) => owner?.frames ?? []);
}

function mapFrames(report: Report, map: <T extends Named>(frame: T) => T): Report {
  const { panic, cpus, tasks } = report;
  const mapped = <T extends { frames: Frame[] }>(owner: T): T => ({
    ...owner,
    frames: owner.frames.map((f) => map(f)),
  });
  return {
    ...report,
    ...(panic === undefined
      ? {}
      : {
          panic: {
            ...mapped(panic),
            ...(panic.ip === undefined ? {} : { ip: withoutExact(map({ ...panic.ip, exact: true })) }),
          },
        }),
    ...(cpus === undefined ? {} : { cpus: cpus.map(mapped) }),
    ...(tasks === undefined ? {} : { tasks: tasks.map(mapped) }),
  };
}

function withoutExact<T extends { exact: boolean }>({ exact: _, ...rest }: T): Omit<T, 'exact'> {
  return rest;
}

/** Module and address alone do not tell it: the same address may be of an instruction here, of a return there. */
function keyOf({ address, module, exact }: Named): string {
  return `${module ?? ''}:${address}:${exact === true ? 'exact' : 'return'}`;
}

/** A return address belongs to the call before it. */
function back({ exact }: Named): number {
  return exact === true ? 0 : 1;
}

type Found = readonly (readonly [key: string, chain: readonly SourceFrame[]])[];

async function kernelLines({ kernel }: Report, frames: readonly Named[], find: FindLines): Promise<Found> {
  if (kernel?.buildId === undefined) return [];
  const [table] = await find({ kind: 'kernel', name: 'vmlinux', buildId: kernel.buildId, release: kernel.release });
  if (table === undefined) return [];
  const text = kernel.textAddress === undefined ? await textBySymbols(table, frames) : BigInt(kernel.textAddress);
  if (text === undefined) return [];
  const sizeBytes = table.header.spaces[0]?.sizeBytes ?? 0;
  // What was made while it ran (BPF) has a symbol, and lies outside.
  const inside = frames
    .map((frame) => ({ frame, offset: Number(BigInt(frame.address) - text) - back(frame) }))
    .filter(({ offset }) => offset >= 0 && offset < sizeBytes);
  const chains = await table.lookupAll(inside.map(({ offset }) => ({ space: '', offset })));
  return inside.flatMap(({ frame }, i) => pair(frame, chains[i]));
}

/** So many functions are looked up to find where the kernel is. */
const MAX_WITNESSES = 16;

/**
 * Where `_text` is, by the functions that frames name: kallsyms of arm64 leaves `_text` itself out. Most of those whose name stands once
 * have to agree.
 */
async function textBySymbols(table: LineTable, frames: readonly Named[]): Promise<bigint | undefined> {
  const bySymbol = new Map(frames.flatMap((frame) => (frame.offset === undefined ? [] : [[frame.symbol, frame]])));
  const votes = new Map<bigint, number>();
  for (const { symbol = '', address, offset = 0 } of [...bySymbol.values()].slice(0, MAX_WITNESSES)) {
    const [only, ...others] = await table.symbol(symbol);
    if (only === undefined || others.length > 0) continue;
    const text = BigInt(address) - BigInt(offset) - BigInt(only.offset);
    votes.set(text, (votes.get(text) ?? 0) + 1);
  }
  const all = [...votes.values()].reduce((sum, count) => sum + count, 0);
  return [...votes].find(([, count]) => count > all / 2)?.[0];
}

function pair(frame: Named, chain: readonly SourceFrame[] | undefined): Found {
  return chain === undefined ? [] : [[keyOf(frame), chain]];
}

async function moduleLines(
  { kernel, modules }: Report,
  name: string,
  frames: readonly Named[],
  find: FindLines,
): Promise<Found> {
  const buildId = modules?.find((module) => module.name === name)?.buildId;
  const tables = await find({ kind: 'module', name, buildId, release: kernel?.release });
  for (const table of tables) {
    // Found by its release and name alone it may be of another build: then sizes of functions differ.
    const found = await linesInModule(table, frames, table.header.buildId !== buildId);
    if (found !== undefined) return found;
  }
  return [];
}

/** Undefined where the table is seen to be of another build. */
async function linesInModule(table: LineTable, frames: readonly Named[], doubted: boolean): Promise<Found | undefined> {
  const candidates = await Promise.all(
    frames.map(async (frame) => {
      const { symbol = '', offset = 0, sizeBytes } = frame;
      return { frame, ...(await placesOf(table, { symbol, offset: offset - back(frame), sizeBytes })) };
    }),
  );
  if (doubted && candidates.some(({ known, places }) => known && places.length === 0)) return undefined;
  const bases = sectionBases(candidates);
  const placed = candidates.flatMap(({ frame, places }) => {
    const at = BigInt(frame.address) - BigInt(back(frame));
    const agreeing = places.filter(({ space, offset }) => bases.get(space) === at - BigInt(offset));
    const [place] = agreeing.length > 0 ? agreeing : places.length === 1 ? places : [];
    return place === undefined ? [] : [{ frame, place }];
  });
  const chains = await table.lookupAll(placed.map(({ place }) => place));
  return placed.flatMap(({ frame }, i) => pair(frame, chains[i]));
}

/** Where sections of the module are in memory, by those functions whose names stand once. */
function sectionBases(
  candidates: readonly { readonly frame: Named; readonly places: readonly CodePlace[] }[],
): ReadonlyMap<string, bigint> {
  const bases = new Map<string, bigint>();
  for (const { frame, places } of candidates) {
    const [only, ...more] = places;
    if (only === undefined || more.length > 0) continue;
    bases.set(only.space, BigInt(frame.address) - BigInt(back(frame)) - BigInt(only.offset));
  }
  return bases;
}
