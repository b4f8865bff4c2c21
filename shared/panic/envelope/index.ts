/**
 * What a log comes wrapped in as a whole, taken off before its lines are looked at: an encoding, JSON, the journal's export format,
 * pstore's parts. A plain log passes through untouched, piece by piece; the others are held until their end, in bounds.
 */
import type { Scanner } from '../scanner.ts';
import { withoutWideCharacters } from './encoding.ts';
import { EXPORT, linesOfExport, VERBOSE } from './journal-export.ts';
import { decoded, linesOfDocument } from './json.ts';
import { decoderOf } from './mail.ts';
import { inSequence, isNetconsole } from './netconsole.ts';
import { inOrder, PART } from './pstore.ts';
import { unwrapped, widthOf } from './wrapped.ts';

/** So much of the beginning tells what it is. */
const LOOK_BYTES = 16 * 1024;
/** A wrapped log is held up to this; the rest passes as it is. */
const MAX_HELD = 64 * 1024 * 1024;

type Unwrap = (text: string) => readonly string[] | null;

export class Envelope {
  readonly #scanner: Scanner;
  /** Held until it is known what the log is, or until its end. */
  #held: Uint8Array[] = [];
  #length = 0;
  #unwrap: Unwrap | null | undefined;
  #wide: boolean | undefined;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  add(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (this.#unwrap === null) {
      this.#scanner.add(this.#narrow(chunk));
      return;
    }
    // A copy: the caller may use its buffer again.
    this.#held.push(new Uint8Array(chunk));
    this.#length += chunk.length;
    if (this.#unwrap === undefined && this.#length >= LOOK_BYTES) this.#look();
    if (this.#length > MAX_HELD) this.#open();
  }

  finish(): void {
    if (this.#unwrap === undefined) this.#look();
    if (this.#length > 0) this.#open();
  }

  #look(): void {
    const bytes = Buffer.concat(this.#held);
    const { narrow, wide } = withoutWideCharacters(bytes);
    this.#wide = wide;
    this.#held = [narrow];
    this.#unwrap = unwrapperOf(narrow.toString('latin1', 0, LOOK_BYTES));
    if (this.#unwrap === null) this.#open();
  }

  #narrow(chunk: Uint8Array): Uint8Array {
    return this.#wide === true ? chunk.filter((byte) => byte !== 0 && byte < 0xfe) : chunk;
  }

  #open(): void {
    const [first, ...rest] = this.#held;
    this.#held = [];
    this.#length = 0;
    if (first === undefined) return;
    const bytes = Buffer.concat([first, ...rest.map((chunk) => this.#narrow(chunk))]);
    const lines = this.#unwrap?.(bytes.toString('latin1')) ?? null;
    this.#unwrap = null;
    this.#scanner.add(lines === null ? bytes : Buffer.from(lines.join('\n'), 'latin1'));
  }
}

/** How the log is wrapped, by its beginning; null where it is plain, or each of its lines is an object of its own. */
function unwrapperOf(beginning: string): Unwrap | null {
  const text = beginning.trimStart();
  if (text.startsWith('{') || text.startsWith('[{') || /^\[\s{0,64}[{"]/.test(text)) {
    return isObject(text.slice(0, text.indexOf('\n'))) ? null : linesOfDocument;
  }
  if (EXPORT.test(text) || VERBOSE.test(text)) return linesOfExport;
  if (beginning.includes(' Part') && PART.test(beginning)) return inOrder;
  if (/^[A-Za-z0-9+/]{64,}/.test(text) && !text.slice(0, 4096).includes(' '))
    return (whole) => decoded(whole).split('\n');
  if (isNetconsole(beginning)) return inSequence;
  const decode = decoderOf(beginning);
  if (decode !== undefined) return decode;
  const width = widthOf(beginning);
  return width === undefined ? null : (whole) => unwrapped(whole, width);
}

function isObject(line: string): boolean {
  if (!line.trimEnd().endsWith('}')) return false;
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
