import type { ByteRange, ByteSource } from '../../shared/bytes/byte-source.ts';

const PAGE = 4096;

/** A dump of which only what was served is there, page by page. */
export class ArrivingDump {
  readonly #whole: ByteSource;
  readonly #present: Uint8Array;
  servedBytes = 0;

  constructor(whole: ByteSource) {
    this.#whole = whole;
    this.#present = new Uint8Array(Math.ceil(whole.sizeBytes / PAGE));
  }

  serve(ranges: readonly ByteRange[]): void {
    for (const { offset, length } of ranges) {
      this.servedBytes += length;
      this.#present.fill(1, Math.floor(offset / PAGE), Math.ceil((offset + length) / PAGE));
    }
  }

  source(): ByteSource {
    const { name, sizeBytes } = this.#whole;
    return {
      name,
      sizeBytes,
      read: async (ranges) => {
        const there = ranges.map((range) => this.#has(range));
        const bytes = await this.#whole.read(ranges.filter((_, i) => there[i]));
        let next = 0;
        return there.map((isThere) => (isThere ? bytes[next++] : undefined));
      },
    };
  }

  /** What has arrived, as ascending ranges. */
  arrived(): ByteRange[] {
    const ranges: { offset: number; length: number }[] = [];
    this.#present.forEach((is, page) => {
      if (is === 0) return;
      const last = ranges.at(-1);
      const length = Math.min(PAGE, this.#whole.sizeBytes - page * PAGE);
      if (last !== undefined && last.offset + last.length === page * PAGE) last.length += length;
      else ranges.push({ offset: page * PAGE, length });
    });
    return ranges;
  }

  #has({ offset, length }: ByteRange): boolean {
    const end = Math.ceil((offset + length) / PAGE);
    for (let page = Math.floor(offset / PAGE); page < end; page++) if (this.#present[page] !== 1) return false;
    return true;
  }
}
