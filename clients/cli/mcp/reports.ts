/** Reports by name: of a dump on this machine, or of an upload at the service. */
import { basename } from 'node:path';
import { Report } from '../../../shared/contract/report.ts';
import { Completion, ExploreReply } from '../../../shared/contract/explore.ts';
import type { ExploreQuestion } from '../../../shared/contract/explore.ts';
import { UploadId } from '../../../shared/contract/uploads.ts';
import { InputError, NotFoundError } from '../../../shared/errors.ts';
import { examineDump } from '../../../shared/vmcore/index.ts';
import { Explorer } from '../../../shared/vmcore/explore/explorer.ts';
import type { CliContext } from '../context.ts';
import { openSources } from '../input.ts';
import type { ServiceClient } from '../service/client.ts';

export interface Reports {
  /** Names of the dumps on this machine. */
  readonly local: readonly string[];
  /**
   * @throws {NotFoundError} for a name that is neither
   * @throws {InputError} for an id where no service is set
   */
  report(dump: string): Promise<Report>;
  log(dump: string): Promise<string>;
  /** A question to the dump's memory, and what was answered. @throws {ExploreError} of a dump of this machine */
  ask(dump: string, question: ExploreQuestion): Promise<unknown>;
  complete(dump: string, line: string): Promise<Completion>;
}

const KEPT = 4;

/**
 * Only the files that the user named can be read: an assistant gets no way to open another. Each is read when it is first asked
 * for.
 *
 * @param connect a client for the service, absent where none is set
 */
export function reportsOf(
  files: readonly string[],
  connect: (() => Promise<ServiceClient>) | undefined,
  context: CliContext,
): Reports {
  const paths = new Map(files.map((file) => [nameIn(files, file), file]));
  const kept = new Map<string, Promise<Report>>();

  async function examine(path: string): Promise<Report> {
    const sources = await openSources([path], context);
    try {
      return await examineDump(sources, { signal: context.signal });
    } finally {
      await Promise.all(sources.map((source) => source.close()));
    }
  }

  async function atService(dump: string): Promise<{ client: ServiceClient; path: string }> {
    if (!UploadId.safeParse(dump).success) {
      const known = [...paths.keys()].join(', ');
      throw new NotFoundError(
        `${dump} is neither the id of an upload (list_dumps) nor a dump of this machine${known === '' ? '' : ` (${known})`}`,
      );
    }
    if (connect === undefined) throw new InputError('no service is set: only the dumps of this machine can be read');
    return { client: await connect(), path: `dumps/${dump}` };
  }

  async function fresh(dump: string): Promise<Report> {
    const path = paths.get(dump);
    if (path !== undefined) return await examine(path);
    const { client, path: at } = await atService(dump);
    return await client.get(`${at}/report`, Report);
  }

  let opened: { readonly path: string; readonly explorer: Promise<Explorer> } | undefined;

  /** The dump that was asked last stays open: its file is closed with the process. */
  async function explorerOf(path: string): Promise<Explorer> {
    if (opened?.path === path) return await opened.explorer;
    const before = opened;
    const explorer = openSources([path], context).then((sources) => Explorer.open(sources));
    opened = { path, explorer };
    await before?.explorer.then((one) => one.close()).catch(() => undefined);
    try {
      return await explorer;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  }

  return {
    local: [...paths.keys()],
    async ask(dump, question) {
      const local = paths.get(dump);
      if (local !== undefined) return { ask: question.ask, answer: await (await explorerOf(local)).ask(question.ask) };
      const { client, path } = await atService(dump);
      return await client.post(`${path}/explore`, question, ExploreReply);
    },
    async complete(dump, line) {
      const local = paths.get(dump);
      if (local === undefined) {
        const { client, path } = await atService(dump);
        return await client.post(`${path}/explore/completion`, { line }, Completion);
      }
      const { partial, candidates } = await (await explorerOf(local)).complete(line);
      return { partial, candidates: [...candidates] };
    },
    async report(dump) {
      const known = kept.get(dump);
      if (known !== undefined) return await known;
      const made = fresh(dump);
      kept.set(dump, made);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      try {
        const report = await made;
        // One that waits for more of its dump will be another soon.
        if (report.unavailable.some(({ pending }) => pending === true)) kept.delete(dump);
        return report;
      } catch (error) {
        kept.delete(dump);
        throw error;
      }
    },
    async log(dump) {
      if (paths.has(dump)) return (await this.report(dump)).log?.text ?? '';
      const { client, path } = await atService(dump);
      return await client.text(`${path}/log`);
    },
  };
}

/** The file's own name, or its path where two files are called the same. */
function nameIn(files: readonly string[], file: string): string {
  const name = basename(file);
  return files.filter((other) => basename(other) === name).length > 1 ? file : name;
}
