/** Who has the lines of a build. Every source of them answers the same question; nothing is asked twice. */
import type { LineTable } from '../table/read.ts';

/** A kernel or a module as a report or a log knows it. */
export interface Build {
  readonly kind: 'kernel' | 'module';
  /** `vmlinux`, or the module's name as the kernel has it. */
  readonly name: string;
  readonly buildId?: string | undefined;
  /** As `uname -r` says it. */
  readonly release?: string | undefined;
}

/**
 * The tables that may be of the build: by its build-id at most one; by release and name as many as there are, the newest first.
 * Which of those it is has to be told by its symbols.
 *
 * @throws {FormatError} for a damaged table
 */
export type FindLines = (build: Build) => Promise<readonly LineTable[]>;

/**
 * The first of several sources that has the very build. Where none has, or only a release and a name are known, all that any of them
 * knows, the first ones first: which of those it is the symbols tell.
 */
export function firstOf(...sources: readonly FindLines[]): FindLines {
  return async (build) => {
    const all = new Map<string, LineTable>();
    for (const find of sources) {
      for (const table of await find(build)) {
        if (table.header.buildId === build.buildId) return [table];
        if (!all.has(table.header.buildId)) all.set(table.header.buildId, table);
      }
    }
    return [...all.values()];
  };
}

/** Asks once for each build. */
export function rememberLines(find: FindLines): FindLines {
  const known = new Map<string, Promise<readonly LineTable[]>>();
  return (build) => {
    const key = JSON.stringify([build.kind, build.name, build.buildId, build.release]);
    const asked = known.get(key) ?? find(build);
    known.set(key, asked);
    return asked;
  };
}
