/**
 * Dumps that are open for questions. To open one takes the kernel's symbols and types, some megabytes; so the last ones stay open
 * for as long as the function does, and a question then reads what it is about.
 *
 * What one dump says of a build is never believed of another dump's: hosts are not trusted with each other's (docs/adr/0023).
 */
import { isCovered } from '../../shared/aws/dumps/answer-extents.ts';
import type { DumpSource } from '../../shared/aws/dumps/dump-source.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import { PendingBytesError } from '../../shared/bytes/pending.ts';
import type { ByteRange } from '../../shared/bytes/byte-source.ts';
import { wantingSource } from '../../shared/bytes/wanting-source.ts';
import { ConflictError, FormatError } from '../../shared/errors.ts';
import { budgeted, BudgetError } from './budget.ts';
import type { BudgetedSource } from './budget.ts';
import type { ExploreDeps, OpenExplorer, Opening } from './ports.ts';

/** Of what was read in vain: a search of a dump that is hardly there comes by more. */
const MAX_LACKS = 20_000;
/** Each takes some 200 MB. */
const MAX_OPEN = 3;
const MAX_BYTES = 64 * 2 ** 20;
/** Of API Gateway's 29 seconds; the rest is for who calls, the trail and the answer. */
const MAX_MS = 20_000;
/** How much longer is waited for work that reads nothing. */
const GRACE_MS = 3000;

interface OpenDump {
  /** Of what is there of the dump: another one when more has arrived. Empty where it is to be opened anew in any case. */
  readonly version: string;
  readonly source: BudgetedSource;
  /** What was read in vain since it was opened. */
  readonly lacks: readonly ByteRange[];
  readonly explorer: OpenExplorer;
}

export interface Asked<T> {
  readonly value: T;
  /** What of the dump was read in vain since it was opened, because it has not arrived. */
  readonly lacks: readonly ByteRange[];
  readonly read: { readonly bytes: number; readonly rounds: number };
}

/** A dump of which too little has arrived to open it. */
export class NotThereError extends ConflictError {
  readonly lacks: readonly ByteRange[];

  constructor(message: string, lacks: readonly ByteRange[], options?: ErrorOptions) {
    super(message, options);
    this.lacks = lacks;
  }
}

export class OpenDumps {
  readonly #deps: Pick<ExploreDeps, 'source' | 'openExplorer' | 'now' | 'sleep'>;
  readonly #open = new Map<string, OpenDump>();

  constructor(deps: Pick<ExploreDeps, 'source' | 'openExplorer' | 'now' | 'sleep'>) {
    this.#deps = deps;
  }

  /**
   * Has `question` asked of a dump, within what one question may take; opening it is counted too.
   *
   * @throws {ConflictError} where it can't be opened, with the reason; {@link BudgetError}; whatever `question` throws
   */
  async ask<T>(upload: StoredUpload, question: (explorer: OpenExplorer) => Promise<T>): Promise<Asked<T>> {
    const until = new Date(this.#deps.now().getTime() + MAX_MS);
    const done = new AbortController();
    const asked = async (): Promise<Asked<T>> => {
      const { explorer, source, lacks } = await this.#opened(upload, until);
      return { value: await question(explorer), lacks, read: source.taken };
    };
    try {
      return await Promise.race([asked(), this.#tooLong(done.signal)]);
    } catch (error) {
      // A part of it was read for a question that broke off: what it knows by now is not whole.
      if (error instanceof BudgetError) await this.#forget(upload.id);
      throw error;
    } finally {
      done.abort();
    }
  }

  /**
   * Has the next question open the dump anew, so that what was read in vain till now is not asked of its host. Whatever the dump
   * remembers as missing is forgotten with it: a question that needs that notes it again.
   */
  forgetLacks(uploadId: string): void {
    const known = this.#open.get(uploadId);
    if (known !== undefined) this.#open.set(uploadId, { ...known, version: '' });
  }

  async #tooLong(signal: AbortSignal): Promise<never> {
    await this.#deps.sleep(MAX_MS + GRACE_MS, signal);
    throw new BudgetError('it takes longer than one question may');
  }

  async #opened(upload: StoredUpload, until: Date): Promise<OpenDump> {
    const known = this.#open.get(upload.id);
    const sealed = upload.state === 'sealed' ? `sealed ${upload.sealedAt ?? ''}` : undefined;
    // Nothing is asked of S3 where nothing can have changed.
    if (known !== undefined && known.version === sealed) return this.#again(upload.id, known, until);
    const source = await this.#deps.source(upload);
    const version = sealed ?? JSON.stringify(source.arrived);
    if (known?.version === version) return this.#again(upload.id, known, until);
    const dump = await this.#openNew(source, { version, until, uploadId: upload.id, before: known?.explorer });
    await this.#forget(upload.id);
    this.#open.set(upload.id, dump);
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MAX_OPEN) break;
      await this.#forget(oldest);
    }
    return dump;
  }

  #again(id: string, dump: OpenDump, until: Date): OpenDump {
    dump.source.allow({ bytes: MAX_BYTES, until });
    this.#open.delete(id);
    this.#open.set(id, dump);
    return dump;
  }

  async #openNew(
    dumpSource: DumpSource,
    { version, until, ...opening }: Opening & { readonly version: string; readonly until: Date },
  ): Promise<OpenDump> {
    const source = budgeted(dumpSource, this.#deps.now);
    const noting = wantingSource(source, MAX_LACKS);
    const lacks = noting.faults;
    source.allow({ bytes: MAX_BYTES, until });
    try {
      const explorer = await this.#deps.openExplorer(noting, opening);
      return { version, source, lacks, explorer };
    } catch (error) {
      if (error instanceof PendingBytesError) {
        throw new NotThereError('too little of this dump has arrived to ask it', lacks, { cause: error });
      }
      if (error instanceof FormatError) {
        const { sizeBytes, arrived } = dumpSource;
        const isWhole = isCovered([{ offset: 0, length: sizeBytes }], arrived);
        const why = isWhole ? '' : '; not all of it has arrived';
        throw new NotThereError(`this dump can't be asked: ${error.message}${why}`, lacks, { cause: error });
      }
      throw error;
    }
  }

  async #forget(id: string): Promise<void> {
    const known = this.#open.get(id);
    this.#open.delete(id);
    await known?.explorer.close();
  }
}
