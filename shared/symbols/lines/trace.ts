/** A log's trace with lines, where its release and the sizes of its functions say which build wrote it. */
import type { TraceFrame, TriageResult } from '../../contract/triage.ts';
import type { LineTable, SourceFrame } from '../table/read.ts';
import { frameSource } from './fields.ts';
import type { FindLines } from './find.ts';
import { placesOf } from './place.ts';

/** So many builds of one release are tried; distributions have kept a name for a dozen. */
const MAX_BUILDS = 16;

export async function withTraceLines(result: TriageResult, find: FindLines): Promise<TriageResult> {
  const { kernelRelease: release, frames } = result;
  if (release === undefined || frames.length === 0) return result;
  const chains: (readonly SourceFrame[] | undefined)[] = frames.map(() => undefined);
  const modules = Map.groupBy(frames.keys(), (i) => frames[i]?.module ?? '');
  await Promise.all(
    [...modules].map(async ([module, indexes]) => {
      const build =
        module === '' ? { kind: 'kernel' as const, name: 'vmlinux' } : { kind: 'module' as const, name: module };
      const tables = await find({ ...build, release });
      const found = await chainsOf(
        tables,
        indexes.flatMap((i) => frames[i] ?? []),
      );
      indexes.forEach((i, at) => (chains[i] = found?.[at]));
    }),
  );
  if (chains.every((chain) => chain === undefined)) return result;
  return {
    ...result,
    frames: frames.map((frame, i) => ({ ...frame, ...(chains[i] === undefined ? {} : frameSource(chains[i])) })),
  };
}

type Chains = readonly (readonly SourceFrame[] | undefined)[];

/** Undefined where no build fits, or where several do and say different things. */
async function chainsOf(tables: readonly LineTable[], frames: readonly TraceFrame[]): Promise<Chains | undefined> {
  const fitting: Chains[] = [];
  for (const table of tables.slice(0, MAX_BUILDS)) {
    const chains = await chainsIn(table, frames);
    if (chains !== undefined) fitting.push(chains);
  }
  const [first, ...others] = fitting;
  const isSure = others.every((chains) => JSON.stringify(chains) === JSON.stringify(first));
  return isSure ? first : undefined;
}

/** Undefined where the log is seen to be of another build: a function has another size, or not one of them is known. */
async function chainsIn(table: LineTable, frames: readonly TraceFrame[]): Promise<Chains | undefined> {
  const candidates = await Promise.all(
    frames.map(async ({ symbol, offset, sizeBytes, exact }) =>
      offset === undefined || sizeBytes === undefined
        ? { known: false, places: [] }
        : await placesOf(table, { symbol, offset: offset - (exact === true ? 0 : 1), sizeBytes }),
    ),
  );
  if (candidates.some(({ known, places }) => known && places.length === 0)) return undefined;
  if (candidates.every(({ places }) => places.length === 0)) return undefined;
  const places = candidates.flatMap(({ places }) => places);
  const found = await table.lookupAll(places);
  let at = 0;
  return candidates.map(({ places }) => {
    const chains = found.slice(at, (at += places.length));
    // Functions of one name and size: where they are of one header they say the same.
    const [first] = chains;
    return chains.every((chain) => JSON.stringify(chain) === JSON.stringify(first)) ? first : undefined;
  });
}
