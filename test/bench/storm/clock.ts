/** Virtual time: what is due next happens next, and takes no time. All chance comes from one seed. */
import { setImmediate } from 'node:timers/promises';
import type { Latency } from './sources.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class Clock {
  /** Milliseconds since 1970. */
  now: number;
  readonly #heap: Due[] = [];
  #order = 0;
  #state: number;

  constructor(start: number, seed: number) {
    this.now = start;
    this.#state = seed >>> 0 || 1;
  }

  after(ms: number, run: () => void): void {
    this.#push({ at: this.now + Math.max(0, ms), order: this.#order++, run });
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  /** Runs until nothing is due any more, or until `until`. */
  async run(until = Infinity): Promise<void> {
    await setImmediate();
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) return;
      this.now = next.at;
      // All that is due in this millisecond, then whatever their promises lead to.
      while (this.#heap[0] !== undefined && this.#heap[0].at <= this.now) this.#pop()?.run();
      await setImmediate();
    }
  }

  /** Uniform in [0, 1): mulberry32. */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Log-normal, in whole milliseconds. */
  sample({ p50, p99 }: Latency): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
    return Math.max(1, Math.round(p50 * (p99 / p50) ** (normal / 2.326)));
  }

  pass(latency: Latency): Promise<void> {
    return this.sleep(this.sample(latency));
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || isBefore(parent, due)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = due;
  }

  #pop(): Due | undefined {
    const heap = this.#heap;
    const [top] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      let child = heap[down];
      const right = heap[down + 1];
      if (child === undefined) break;
      if (right !== undefined && isBefore(right, child)) {
        down += 1;
        child = right;
      }
      if (isBefore(last, child)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Runs `work` with timers and chance of the clock: what the code under test takes from its surroundings. */
export async function inVirtualTime<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const { setTimeout: realTimeout } = globalThis;
  const { random } = Math;
  globalThis.setTimeout = ((run: () => void, ms = 0) => {
    clock.after(ms, run);
  }) as unknown as typeof setTimeout;
  Math.random = () => clock.random();
  try {
    return await work();
  } finally {
    globalThis.setTimeout = realTimeout;
    Math.random = random;
  }
}
