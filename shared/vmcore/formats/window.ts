import type { ByteSource } from '../../bytes/byte-source.ts';
import { readAll } from '../../bytes/pending.ts';

const SMALL_WINDOW_BYTES = 64 * 1024;
const LARGE_WINDOW_BYTES = 16 * 1024 * 1024;
/** Ranges of a large window that are fetched at the same time. */
const STRIPE_BYTES = 4 * 1024 * 1024;
/** From this size on it is cheaper to jump from header to header than to read what is between them. */
const JUMP_RECORD_BYTES = 512 * 1024;

/** A piece of the file at hand, read on as the scan moves forward: large where records are small, else small. */
export class Window {
  readonly #source: ByteSource;
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;
  #asked = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** `length` bytes at `position`, or undefined where the file ends before. */
  async at(position: number, length: number): Promise<Uint8Array | undefined> {
    if (position + length > this.#source.sizeBytes) return undefined;
    if (position + length > this.#start + this.#bytes.length) await this.#moveTo(position);
    this.#asked += 1;
    return this.#bytes.subarray(position - this.#start, position - this.#start + length);
  }

  /** As {@link at}, but what there is where the file ends before. */
  async upTo(position: number, length: number): Promise<Uint8Array> {
    const left = Math.max(0, Math.min(length, this.#source.sizeBytes - position));
    return (await this.at(position, left)) ?? new Uint8Array(0);
  }

  async #moveTo(position: number): Promise<void> {
    const averageBytes = (position - this.#start) / Math.max(this.#asked, 1);
    const isJumping = averageBytes > JUMP_RECORD_BYTES;
    const wanted = isJumping ? SMALL_WINDOW_BYTES : Math.max(SMALL_WINDOW_BYTES, 4 * this.#bytes.length);
    const size = Math.min(wanted, LARGE_WINDOW_BYTES, this.#source.sizeBytes - position);
    const stripes = [];
    for (let done = 0; done < size; done += STRIPE_BYTES) {
      stripes.push({ offset: position + done, length: Math.min(STRIPE_BYTES, size - done) });
    }
    const [first, ...rest] = await readAll(this.#source, stripes);
    this.#bytes =
      rest.length === 0 && first !== undefined ? first : Buffer.concat(first === undefined ? rest : [first, ...rest]);
    this.#start = position;
    this.#asked = 0;
  }
}
