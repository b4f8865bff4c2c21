/** Debug files and packages -> files of lines, kept at the service or in a folder. */
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LINES_SUFFIX, writeLines } from '../../../shared/symbols/lines/folder.ts';
import { buildsOf } from '../../../shared/symbols/packages/builds.ts';
import type { BuildLines } from '../../../shared/symbols/packages/builds.ts';
import { splitBeside } from '../../../shared/symbols/packages/companions.ts';
import type { CliContext } from '../context.ts';
import { openSources } from '../input.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceClient } from '../service/client.ts';
import { isKnown, sendLines } from './send.ts';

/** What became of one build or file. */
export interface Added {
  readonly outcome: 'added' | 'there already' | 'failed';
  readonly from: string;
  readonly buildId?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly release?: string | undefined;
  readonly sizeBytes?: number;
  readonly reason?: string;
}

/** Where lines are kept. */
export interface LinesStore {
  has(buildId: string): Promise<boolean>;
  keep(lines: BuildLines): Promise<void>;
}

export function serviceStore(client: ServiceClient, context: CliContext): LinesStore {
  return {
    has: (buildId) => isKnown(client, buildId),
    async keep(lines) {
      await sendLines(client, lines, context);
    },
  };
}

export async function folderStore(folder: string): Promise<LinesStore> {
  await mkdir(folder, { recursive: true });
  const path = (buildId: string): string => join(folder, `${buildId}${LINES_SUFFIX}`);
  return {
    has: async (buildId) => (await stat(path(buildId)).catch(() => undefined)) !== undefined,
    keep: ({ header, bytes }) => writeLines(path(header.buildId), bytes),
  };
}

/**
 * Takes the files one after another. What is there already costs nothing, so that a run that broke off goes on where it was.
 *
 * @param again make and keep them although they are there
 */
export async function* addSymbols(
  files: readonly string[],
  store: LinesStore,
  context: CliContext,
  { again = false }: { readonly again?: boolean } = {},
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
        wanted: async (buildId) => again || !(await store.has(buildId)),
        onProgress: (path, share) => {
          progress.update(`${path} ${Math.floor(share * 100)} %`);
        },
      });
      for await (const outcome of made) {
        context.signal.throwIfAborted();
        if (outcome.outcome === 'failed') {
          yield { outcome: 'failed', from: outcome.from, reason: outcome.reason };
        } else if (outcome.outcome === 'passed') {
          yield { outcome: 'there already', from: outcome.from, buildId: outcome.buildId };
        } else {
          yield await keep(outcome.lines, store);
        }
        progress.clear();
      }
    } finally {
      progress.clear();
      await Promise.all([source.close(), split.close()]);
    }
  }
}

async function keep(lines: BuildLines, store: LinesStore): Promise<Added> {
  await store.keep(lines);
  const { buildId, kind, name, release } = lines.header;
  return { outcome: 'added', from: lines.from, buildId, kind, name, release, sizeBytes: lines.bytes.length };
}
