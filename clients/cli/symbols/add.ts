/** Debug files and packages -> files of lines and types, kept at the service or in a folder. */
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SymbolsPart } from '../../../shared/contract/symbols.ts';
import { LINES_SUFFIX, writeLines } from '../../../shared/symbols/lines/folder.ts';
import { buildsOf } from '../../../shared/symbols/packages/builds.ts';
import type { BuildOutcome } from '../../../shared/symbols/packages/builds.ts';
import { splitBeside } from '../../../shared/symbols/packages/companions.ts';
import { TYPES_SUFFIX } from '../../../shared/symbols/types/folder.ts';
import type { CliContext } from '../context.ts';
import { openSources } from '../input.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceClient } from '../service/client.ts';
import { isKnown, sendSymbols } from './send.ts';
import type { SentFile } from './send.ts';

/** What became of one build or file. */
export interface Added {
  readonly outcome: 'added' | 'there already' | 'failed';
  readonly from: string;
  readonly part?: SymbolsPart;
  readonly buildId?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly release?: string | undefined;
  readonly sizeBytes?: number;
  readonly reason?: string;
}

/** Where lines and types are kept. */
export interface KeptSymbols {
  has(buildId: string, part: SymbolsPart): Promise<boolean>;
  keep(part: SymbolsPart, file: SentFile): Promise<void>;
}

export function serviceStore(client: ServiceClient, context: CliContext): KeptSymbols {
  return {
    has: (buildId, part) => isKnown(client, buildId, part),
    async keep(part, file) {
      await sendSymbols(client, part, file, context);
    },
  };
}

const SUFFIXES = { lines: LINES_SUFFIX, types: TYPES_SUFFIX } as const satisfies Record<SymbolsPart, string>;

export async function folderStore(folder: string): Promise<KeptSymbols> {
  await mkdir(folder, { recursive: true });
  const path = (buildId: string, part: SymbolsPart): string => join(folder, `${buildId}${SUFFIXES[part]}`);
  return {
    has: async (buildId, part) => (await stat(path(buildId, part)).catch(() => undefined)) !== undefined,
    keep: (part, { header, bytes }) => writeLines(path(header.buildId, part), bytes),
  };
}

export interface AddOptions {
  /** Make and keep them although they are there. */
  readonly again?: boolean;
  /** Of BTF by itself, which does not say which build it is of. */
  readonly buildId?: string | undefined;
  /** The kernel's, where no file says it. */
  readonly release?: string | undefined;
}

/**
 * Takes the files one after another. What is there already costs nothing, so that a run that broke off goes on where it was.
 */
export async function* addSymbols(
  files: readonly string[],
  store: KeptSymbols,
  context: CliContext,
  { again = false, buildId, release }: AddOptions = {},
): AsyncGenerator<Added> {
  const progress = progressLine(context.stderr);
  for (const file of files) {
    const [source] = await openSources([file], context);
    if (source === undefined) continue;
    // Of a debug file that lies where it was built.
    const split = splitBeside(file);
    try {
      const made = buildsOf(source, {
        directory: context.env['TMPDIR'] ?? tmpdir(),
        signal: context.signal,
        split: split.find,
        splitPackage: split.package,
        release,
        wanted: async (id) => again || !(await store.has(id, 'lines')),
        types: { buildId, wanted: async (id) => again || !(await store.has(id, 'types')) },
        onProgress: (path, share) => {
          progress.update(`${path} ${Math.floor(share * 100)} %`);
        },
      });
      for await (const outcome of made) {
        context.signal.throwIfAborted();
        yield await keep(outcome, store);
        progress.clear();
      }
    } finally {
      progress.clear();
      await Promise.all([source.close(), split.close()]);
    }
  }
}

async function keep(made: BuildOutcome, store: KeptSymbols): Promise<Added> {
  switch (made.outcome) {
    case 'failed':
      return { outcome: 'failed', from: made.from, reason: made.reason };
    case 'passed':
      return { outcome: 'there already', from: made.from, part: 'lines', buildId: made.buildId };
    case 'types passed':
      return { outcome: 'there already', from: made.from, part: 'types', buildId: made.buildId };
    case 'types': {
      const { header, from, bytes } = made.types;
      await store.keep('types', made.types);
      const { buildId, release } = header;
      const sizeBytes = bytes.length;
      return { outcome: 'added', from, part: 'types', buildId, kind: 'kernel', name: 'vmlinux', release, sizeBytes };
    }
    case 'made': {
      const { header, from, bytes } = made.lines;
      await store.keep('lines', made.lines);
      const { buildId, kind, name, release } = header;
      return { outcome: 'added', from, part: 'lines', buildId, kind, name, release, sizeBytes: bytes.length };
    }
  }
}
