/**
 * The lines in which a kernel gave up, each with its time since boot: what every copy of one crash's log has alike, be it the dump's,
 * pstore's or a console's, and no other crash has. The host's agent makes the same digest of one of them (`logKey`).
 */
import { createHash } from 'node:crypto';

/** What a log says of the end of its kernel. */
export interface LastWord {
  /** The first 32 hex digits of the SHA-256 of `<seconds since boot> <text>\n`. */
  readonly digest: string;
  /** The line has a time: to the microsecond, no other boot says the same. */
  readonly stamped: boolean;
}

/** So many of the first and so many of the last are kept: a log that was cut short still shares one with the whole. */
const KEPT = 8;
/** Longer lines are none of these. */
const MAX_LINE_BYTES = 4096;

/** The panic's own line … */
const PANIC_WORDS = 'Kernel panic - not syncing';
/** … and, for kernels that jump into the crash kernel before they print it, what is said of the oops. An agent looks for either. */
const OOPS_WORDS = 'BUG:|Oops|Internal error|Unable to handle kernel|general protection fault';
/** Further ones that no agent looks for. */
const OTHER_WORDS = 'kernel BUG at|invalid opcode|divide error|double fault|sysrq: Trigger a crash';
const HINT = new RegExp(`${PANIC_WORDS}|${OOPS_WORDS}|${OTHER_WORDS}`, 'g');
const TIME = /\[ *(\d{1,12}\.\d{1,9})\]/;
const PATTERNS = [
  new RegExp(`.*(${PANIC_WORDS}.*)$`, 's'),
  // Greedy, as the agent's: of several such words in a line the last one begins the text.
  new RegExp(`.*((?:${OOPS_WORDS}).*)$`, 's'),
  new RegExp(`((?:${OTHER_WORDS}).*)$`, 's'),
] as const;

/** Undefined for a line that says nothing of the kernel's end. */
export function lastWordIn(line: string): LastWord | undefined {
  const text = textOf(line);
  if (text === undefined) return undefined;
  const seconds = TIME.exec(line)?.[1];
  const said = `${seconds ?? '-'} ${text.trim()}`;
  return {
    digest: createHash('sha256').update(`${said}\n`, 'latin1').digest('hex').slice(0, 32),
    stamped: seconds !== undefined,
  };
}

function textOf(line: string): string | undefined {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(line);
    if (found?.[1] !== undefined) return found[1];
  }
  return undefined;
}

/** Collects them from a log that comes in pieces; memory stays bounded whatever the log holds. */
export class LastWords {
  #carry = '';
  readonly #first: LastWord[] = [];
  #last: LastWord[] = [];

  add(piece: Uint8Array): void {
    // Bytes as they are: a digest of what was decoded and replaced would differ from the agent's.
    const text = this.#carry + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    this.#read(text.slice(0, end));
    this.#carry = text.slice(Math.max(end, text.length - MAX_LINE_BYTES));
  }

  /** In the order of the log; of many the first and the last. */
  finish(): LastWord[] {
    this.#read(this.#carry);
    this.#carry = '';
    return [...this.#first, ...this.#last];
  }

  #read(text: string): void {
    let read = 0;
    HINT.lastIndex = 0;
    for (let hit = HINT.exec(text); hit !== null; hit = HINT.exec(text)) {
      if (hit.index < read) continue;
      const begin = text.lastIndexOf('\n', hit.index) + 1;
      const newline = text.indexOf('\n', hit.index);
      const end = newline < 0 ? text.length : newline;
      read = end;
      HINT.lastIndex = end;
      if (end - begin > MAX_LINE_BYTES) continue;
      const word = lastWordIn(text.slice(begin, end));
      if (word !== undefined) this.#keep(word);
    }
  }

  #keep(word: LastWord): void {
    const same = (other: LastWord): boolean => other.digest === word.digest;
    if (this.#first.some(same) || this.#last.some(same)) return;
    if (this.#first.length < KEPT) this.#first.push(word);
    else this.#last = [...this.#last, word].slice(-KEPT);
  }
}
