/** All that the service has of a host, as files. */
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OccurrencePage } from '../../../shared/contract/crashes.ts';
import { DumpDownload, DumpPage } from '../../../shared/contract/dumps.ts';
import type { DumpDetail } from '../../../shared/contract/dumps.ts';
import { Report } from '../../../shared/contract/report.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { downloadDump } from '../download/download.ts';
import { progressLine } from '../output/progress.ts';
import { pages } from '../paging.ts';
import type { ServiceClient } from '../service/client.ts';

export interface ExportRequest {
  readonly host: string;
  readonly directory: string;
  readonly dumps: boolean;
}

export interface ExportIndex {
  readonly host: string;
  readonly exportedAt: string;
  readonly dumps: readonly {
    readonly id: string;
    readonly files: readonly string[];
    readonly missing: readonly string[];
  }[];
}

/**
 * `DIR/index.json`, `DIR/occurrences.json`, and for each upload `DIR/<id>/dump.json`, `report.json`, `log`, `vmcore`. A file that is there is whole: it is
 * not fetched again. What the service does not have is listed with the reason.
 *
 * @throws {NotFoundError} where it has nothing of a host of that name
 */
export async function exportHost(
  client: ServiceClient,
  { host, directory, dumps }: ExportRequest,
  context: CliContext,
): Promise<ExportIndex> {
  const progress = progressLine(context.stderr);
  const found = await pages(
    Infinity,
    (at) => client.get('dumps', DumpPage, { host, ...at }),
    (page) => page.dumps,
  );
  const occurrences = await pages(
    Infinity,
    (at) => client.get(`hosts/${encodeURIComponent(host)}/occurrences`, OccurrencePage, at),
    (page) => page.occurrences,
  );
  if (found.length === 0 && occurrences.length === 0)
    throw new NotFoundError(`the service has nothing of ${host}: check its name`);
  const exported: ExportIndex['dumps'][number][] = [];
  try {
    for (const [index, dump] of found.entries()) {
      progress.update(`dump ${index + 1} of ${found.length}`);
      exported.push(await exportDump(client, dump, { directory: join(directory, dump.id), dumps }, context));
    }
  } finally {
    progress.clear();
  }
  const all: ExportIndex = { host, exportedAt: context.now().toISOString(), dumps: exported };
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'occurrences.json'), json({ occurrences }), { mode: 0o600 });
  await writeFile(join(directory, 'index.json'), json(all), { mode: 0o600 });
  return all;
}

async function exportDump(
  client: ServiceClient,
  dump: DumpDetail,
  { directory, dumps }: Pick<ExportRequest, 'directory' | 'dumps'>,
  context: CliContext,
): Promise<ExportIndex['dumps'][number]> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const files: string[] = ['dump.json'];
  const missing: string[] = [];
  await writeFile(join(directory, 'dump.json'), json(dump), { mode: 0o600 });
  const add = async (name: string, make: (path: string) => Promise<void>): Promise<void> => {
    const path = join(directory, name);
    try {
      if (!(await exists(path))) await make(path);
      files.push(name);
    } catch (error) {
      if (!(error instanceof NotFoundError) && !(error instanceof ConflictError)) throw error;
      missing.push(`${name}: ${error.message}`);
    }
  };
  const at = `dumps/${dump.id}`;
  // Nothing of a dump is missing where none was sent.
  const isDump = dump.logOnly !== true;
  if (isDump) {
    await add('report.json', async (path) => {
      await writeWhole(path, json(await client.get(`${at}/report`, Report)));
    });
  }
  await add('log', async (path) => {
    await writeWhole(path, await client.text(`${at}/log`));
  });
  if (!dumps || !isDump) return { id: dump.id, files, missing };
  await add('vmcore', async (path) => {
    const locate = () => client.get(`${at}/download`, DumpDownload);
    await downloadDump(path, { parallel: 6, locate, onProgress: () => undefined }, context);
  });
  return { id: dump.id, files, missing };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Under its name only when it is whole. */
async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.part`, content, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
