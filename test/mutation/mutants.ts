/** Makes the mutants of a folder's sources: Stryker's instrumenter puts all of them into the code, each behind a switch. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { isScript } from './folder.ts';
import { scriptMutantsOf } from './shell.ts';
import type { ScriptMutant } from './shell.ts';

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
  /** Of a script: what is put in its place, and where. */
  readonly script?: ScriptMutant;
  /** Decides what a sample takes. It hangs on the code at this place alone, so that a change elsewhere moves no other mutant. */
  readonly rank: string;
}

export interface Mutated {
  readonly mutants: readonly Mutant[];
  /** The instrumented text by file; of a script its own text. */
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
  const scripts = files.filter(isScript).map((file) => mutantsOfScript(file, seed));
  const modules = await mutantsOfModules(
    files.filter((file) => !isScript(file)),
    seed,
  );
  return {
    mutants: [modules, ...scripts].flatMap(({ mutants }) => mutants),
    sources: new Map([modules, ...scripts].flatMap(({ sources }) => [...sources])),
  };
}

function mutantsOfScript(file: string, seed: string): Mutated {
  const text = readFileSync(join(TOP, file), 'utf8');
  const rank = ranks(seed);
  const mutants = scriptMutantsOf(text).map((script, i) => {
    const before = text.slice(0, script.start).split('\n');
    const original = text.slice(script.start, script.end);
    const { kind, replacement } = script;
    return {
      id: `${file}#${i}`,
      file,
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
      endLine: before.length + original.split('\n').length - 1,
      kind,
      original,
      replacement,
      script,
      rank: rank(file, kind, text.split('\n')[before.length - 1]?.trim() ?? '', original, replacement),
    };
  });
  return { mutants, sources: new Map([[file, text]]) };
}

/** The same change on a line of the same text is told apart by its number. */
function ranks(seed: string): (...what: readonly string[]) => string {
  const seen = new Map<string, number>();
  return (...of) => {
    const what = [seed, ...of].join('\0');
    const number = (seen.get(what) ?? 0) + 1;
    seen.set(what, number);
    return createHash('sha256').update(`${what}\0${number}`).digest('hex');
  };
}

async function mutantsOfModules(files: readonly string[], seed: string): Promise<Mutated> {
  const texts = new Map(files.map((file) => [file, readFileSync(join(TOP, file), 'utf8')]));
  const instrumented = await new Instrumenter(LOGGER).instrument(
    [...texts].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [], noHeader: false },
  );
  const rank = ranks(seed);
  const mutants = instrumented.mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName, location: { start, end }, mutatorName, replacement }) => {
      const text = texts.get(fileName) ?? '';
      const original = textBetween(text, start, end);
      const context = text.split('\n')[start.line]?.trim() ?? '';
      return {
        id,
        file: fileName,
        line: start.line + 1,
        column: start.column + 1,
        endLine: end.line + 1,
        kind: mutatorName,
        original,
        replacement,
        rank: rank(fileName, mutatorName, context, original, replacement),
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
