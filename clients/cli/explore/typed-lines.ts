/** Lines as somebody types them at a terminal: what is typed ahead is kept for the next question, and Ctrl-C takes back instead of ending. */
import type { Interface } from 'node:readline';

export type Typed =
  | { readonly is: 'line'; readonly text: string }
  /** Ctrl-C: what was typed is dropped. */
  | { readonly is: 'interrupt' }
  /** Ctrl-D, or the terminal is gone. */
  | { readonly is: 'end' };

export class TypedLines {
  readonly #lines: Interface;
  readonly #ahead: string[] = [];
  #waiting: ((typed: Typed) => void) | undefined;
  #interrupted: (() => void) | undefined;
  #hasEnded = false;

  /**
   * @param lines at a terminal
   * @param write shows a text there
   */
  constructor(lines: Interface, write: (text: string) => void) {
    this.#lines = lines;
    lines.on('line', (text) => {
      if (this.#waiting === undefined) this.#ahead.push(text);
      else this.#give({ is: 'line', text });
    });
    lines.on('SIGINT', () => {
      this.#ahead.length = 0;
      write('^C\n');
      // To the end of the line and from there all of it: nothing else empties what is being typed.
      for (const name of ['e', 'u']) lines.write(null, { ctrl: true, name });
      this.#interrupted?.();
      this.#give({ is: 'interrupt' });
    });
    lines.once('close', () => {
      this.#hasEnded = true;
      this.#interrupted?.();
      this.#give({ is: 'end' });
    });
  }

  /** The next line: one that was typed ahead, or else what is typed behind `prompt`. */
  next(prompt: string): Promise<Typed> {
    const text = this.#ahead.shift();
    if (text !== undefined) return Promise.resolve({ is: 'line', text });
    if (this.#hasEnded) return Promise.resolve({ is: 'end' });
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#lines.setPrompt(prompt);
      this.#lines.prompt();
    });
  }

  /** A line for the next who asks. */
  putBack(text: string): void {
    this.#ahead.unshift(text);
  }

  /** What `work` comes to, or undefined where Ctrl-C, or the end, is sooner. The work itself goes on, and nobody hears of it. */
  async unlessInterrupted<T>(work: Promise<T>): Promise<T | undefined> {
    const interrupted = new Promise<undefined>((resolve) => {
      this.#interrupted = () => {
        resolve(undefined);
      };
    });
    // Nobody may be left to hear that it failed.
    work.catch(() => undefined);
    try {
      return await Promise.race([work, interrupted]);
    } finally {
      this.#interrupted = undefined;
    }
  }

  #give(typed: Typed): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(typed);
  }
}
