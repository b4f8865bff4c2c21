/** What a run says: the score, and each survivor with its place and its change. */
import { Status, type Result, type Run } from './engine.ts';

export interface Tally {
  readonly killed: number;
  /** Mutants that some test could have noticed, and those that none covers. */
  readonly tried: number;
}

export function tally(results: readonly Result[]): Tally {
  return {
    killed: results.filter(({ status }) => status === Status.Killed).length,
    tried: results.filter(({ status }) => status !== Status.NotRun).length,
  };
}

/** Per cent of the mutants that a test noticed; undefined where none was tried. */
export const score = ({ killed, tried }: Tally): number | undefined =>
  tried === 0 ? undefined : (100 * killed) / tried;

export function asText(run: Run, made: number): string {
  const { killed, tried } = tally(run.results);
  const survivors = survivorsOf(run);
  const notRun = run.results.length - tried;
  const share = score({ killed, tried });
  return [
    `${run.folder}: ${share === undefined ? 'not known how much is' : `${share.toFixed(1)} %`} killed (${killed} of ${tried}; the folder has ${made} mutants${notRun > 0 ? `, for ${notRun} of the sample no time was left` : ''})`,
    ...survivors.map(({ mutant, status }) => {
      const { file, line, column, kind, original, replacement } = mutant;
      return `  ${status} ${file}:${line}:${column} ${kind}\n    - ${oneLine(original)}\n    + ${oneLine(replacement)}`;
    }),
  ].join('\n');
}

export function asJson(run: Run): unknown {
  const counted = tally(run.results);
  const share = score(counted);
  return {
    folder: run.folder,
    score: share === undefined ? null : Number(share.toFixed(1)),
    ...counted,
    tests: run.tests,
    slow: run.slow,
    survivors: survivorsOf(run).map(({ mutant: { id: _id, rank: _rank, ...mutant }, status }) => ({
      ...mutant,
      status,
    })),
  };
}

function survivorsOf(run: Run): Result[] {
  return run.results
    .filter(({ status }) => status === Status.Survived || status === Status.NotCovered)
    .toSorted((a, b) => a.mutant.file.localeCompare(b.mutant.file) || a.mutant.line - b.mutant.line);
}

const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
};
