import { open } from 'node:fs/promises';
import { InputError, codeOf, reasonOf } from '../../errors.ts';

/** Where a dump is written: at any offset, in any order. What is never written reads as zeros. */
export interface DumpSink {
  write(offset: number, bytes: Uint8Array): Promise<void>;
}

export interface ClosableSink extends DumpSink {
  close(): Promise<void>;
}

/**
 * A new file at `path`.
 *
 * @throws {InputError} when it can't be created, or is there already and `overwrite` is not set
 */
export async function fileSink(path: string, options: { readonly overwrite?: boolean } = {}): Promise<ClosableSink> {
  // A dump holds what was in memory: nobody but its owner reads it.
  const handle = await open(path, options.overwrite === true ? 'w' : 'wx', 0o600).catch((cause: unknown) => {
    const why = codeOf(cause) === 'EEXIST' ? 'it is there already (--force writes over it)' : reasonOf(cause);
    throw new InputError(`${path} can't be written: ${why}`, { cause, field: 'output' });
  });
  return {
    async write(offset, bytes) {
      let done = 0;
      while (done < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
        done += bytesWritten;
      }
    },
    close: () => handle.close(),
  };
}

/** Keeps what is written in memory, up to a limit. */
export class MemorySink implements DumpSink {
  readonly #limitBytes: number;
  #bytes: Buffer = Buffer.alloc(64 * 1024);
  #size = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  write(offset: number, bytes: Uint8Array): Promise<void> {
    const end = offset + bytes.length;
    if (end > this.#limitBytes) {
      throw new InputError(`the dump grows beyond ${this.#limitBytes} bytes`, { field: 'output' });
    }
    if (end > this.#bytes.length) {
      const wider = Buffer.alloc(Math.max(end, 2 * this.#bytes.length));
      this.#bytes.copy(wider);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes, offset);
    this.#size = Math.max(this.#size, end);
    return Promise.resolve();
  }
}
