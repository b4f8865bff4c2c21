/** Makes the mutants of a folder's sources: Stryker's instrumenter puts all of them into the code, each behind a switch. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

export const TOP = join(import.meta.dirname, '../..');

/** One small fault. Lines and columns count from 1; `file` is relative to the top of the project. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
  /** Decides what a sample takes. It hangs on the code at this place alone, so that a change elsewhere moves no other mutant. */
  readonly rank: string;
}

export interface Mutated {
  readonly mutants: readonly Mutant[];
  /** The instrumented text, by file. */
  readonly sources: ReadonlyMap<string, string>;
}

const silent = () => undefined;
const off = () => false;
const LOGGER = {
  isTraceEnabled: off,
  isDebugEnabled: off,
  isInfoEnabled: off,
  isWarnEnabled: off,
  isErrorEnabled: off,
  isFatalEnabled: off,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

export async function mutantsOf(files: readonly string[], seed: string): Promise<Mutated> {
  const texts = new Map(files.map((file) => [file, readFileSync(join(TOP, file), 'utf8')]));
  const instrumented = await new Instrumenter(LOGGER).instrument(
    [...texts].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [], noHeader: false },
  );
  const seen = new Map<string, number>();
  const mutants = instrumented.mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName, location: { start, end }, mutatorName, replacement }) => {
      const text = texts.get(fileName) ?? '';
      const original = textBetween(text, start, end);
      const context = text.split('\n')[start.line]?.trim() ?? '';
      const what = [seed, fileName, mutatorName, context, original, replacement].join('\0');
      // The same change on a line of the same text is told apart by its number.
      const number = (seen.get(what) ?? 0) + 1;
      seen.set(what, number);
      return {
        id,
        file: fileName,
        line: start.line + 1,
        column: start.column + 1,
        endLine: end.line + 1,
        kind: mutatorName,
        original,
        replacement,
        rank: createHash('sha256').update(`${what}\0${number}`).digest('hex'),
      };
    });
  return { mutants, sources: new Map(instrumented.files.map(({ name, content }) => [name, content])) };
}

/** At most `count` of them, the same ones for the same code and seed. */
export function sample(mutants: readonly Mutant[], count: number): Mutant[] {
  return mutants.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, count);
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function textBetween(text: string, start: Position, end: Position): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines.map((line, i) => line.slice(i === 0 ? start.column : 0, i === last ? end.column : undefined)).join('\n');
}
