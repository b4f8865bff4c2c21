/** A report's comparison of the kernel's code, for whoever has the report and not the image. */
import type { IntegrityInfo } from '../../contract/report.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  compareBytes,
  MAX_LISTED,
  MAX_SHOWN_BYTES,
  TextState,
  type ByteState,
  type SignedText,
} from './signed-text.ts';

type TextInfo = NonNullable<IntegrityInfo['text']>;

/** Addresses, the end excluded, of which a report says something that is not `no difference`. */
interface Span {
  readonly from: bigint;
  readonly to: bigint;
}

interface Listed extends Span {
  readonly expected: Uint8Array;
  readonly found: Uint8Array;
}

/**
 * What `text` says of each byte. A report lists differences and not what was rewritten, so that the rest is `not listed`; what it can't
 * have listed, or what memory no longer holds as the report found it, is unknown.
 */
export function reportedText(kernel: Kernel, text: TextInfo): SignedText {
  const code = { from: kernel.symbol('_stext') ?? 0n, to: kernel.symbol('_etext') ?? 0n };
  const listed = text.differences.map(listedOf);
  const untold = untoldSpans(text, listed, code.to);
  const stateAt = (address: bigint, byte: number): ByteState => {
    if (!within(code, address)) return { state: TextState.Unknown };
    const difference = listed.find((span) => within(span, address));
    if (difference === undefined) {
      return { state: untold.some((span) => within(span, address)) ? TextState.Unknown : TextState.Unlisted };
    }
    const at = Number(address - difference.from);
    if (difference.found[at] !== byte) return { state: TextState.Unknown };
    const expected = difference.expected[at] ?? 0;
    return expected === byte ? { state: TextState.Same } : { state: TextState.Changed, expected };
  };
  return {
    notes: [
      'compared with the signed image when the report was made; `not listed`: the report has no difference there',
      text.note?.replace(/\.$/, '') ?? '',
    ],
    compare: (address, bytes) => compareBytes(address, bytes, stateAt),
  };
}

function listedOf({ address, expected, found }: TextInfo['differences'][number]): Listed {
  const from = BigInt(address);
  const wanted = Buffer.from(expected, 'hex');
  const bytes = Buffer.from(found, 'hex');
  return { from, to: from + BigInt(Math.min(wanted.length, bytes.length)), expected: wanted, found: bytes };
}

/** Where differences are that the report does not show. */
function untoldSpans({ differences, more }: TextInfo, listed: readonly Listed[], end: bigint): Span[] {
  const spans = listed.flatMap(({ from, to }, i): Span[] => {
    const { lengthBytes } = differences[i] ?? {};
    if (lengthBytes !== undefined) return [{ from: to, to: from + BigInt(lengthBytes) }];
    // A report of before does not say how long it is; the next one is another.
    return to - from < BigInt(MAX_SHOWN_BYTES) ? [] : [{ from: to, to: listed[i + 1]?.from ?? end }];
  });
  const last = listed.at(-1);
  // Nor does one of before say whether there are more.
  const isCut = more !== undefined || listed.length >= MAX_LISTED;
  return last === undefined || !isCut ? spans : [...spans, { from: last.to, to: end }];
}

function within({ from, to }: Span, address: bigint): boolean {
  return from <= address && address < to;
}
