/** Code in memory beside the signed image that it was loaded from, byte for byte; who has compared them differs. */
import type { Kernel } from '../kernel/kernel.ts';

export const TextState = {
  /** As the image has it. */
  Same: 'same',
  /** The image has another byte, and nothing is known that rewrites it. */
  Changed: 'changed',
  /** The kernel rewrites this itself: it was not compared. */
  Rewritten: 'rewritten',
  /** A comparison of before lists no difference there: it is the same, or rewritten by the kernel. */
  Unlisted: 'not listed',
  /** Not compared: that is neither the same nor another. */
  Unknown: 'unknown',
} as const;
export type TextState = (typeof TextState)[keyof typeof TextState];

export interface ComparedCode {
  /** As long as the code that was asked about; what the image has where the state is `changed`, memory's bytes elsewhere. */
  readonly image: Uint8Array;
  /** Of each byte. */
  readonly states: readonly TextState[];
}

export interface SignedText {
  /** With what memory was compared, and what was left out: sentences without a full stop. */
  readonly notes: readonly string[];
  /** @param code what memory holds at `address` */
  compare(address: bigint, code: Uint8Array): ComparedCode;
}

/** What is known of one byte; `expected` is the image's, of a changed one. */
export interface ByteState {
  readonly state: TextState;
  readonly expected?: number | undefined;
}

/** The comparison of some code by that of each of its bytes. */
export function compareBytes(
  address: bigint,
  code: Uint8Array,
  stateAt: (address: bigint, byte: number) => ByteState,
): ComparedCode {
  const image = new Uint8Array(code);
  const states = Array.from(code, (byte, i): TextState => {
    const { state, expected } = stateAt(address + BigInt(i), byte);
    if (expected !== undefined) image[i] = expected;
    return state;
  });
  return { image, states };
}

/** Differences that a report lists one by one; all are counted. */
export const MAX_LISTED = 64;
/** Bytes of one difference that a report shows. */
export const MAX_SHOWN_BYTES = 32;

/** Undefined where nobody has compared this kernel's code. @throws {FormatError} where it can't be compared */
export type OpenSignedText = (kernel: Kernel) => Promise<SignedText | undefined>;

/** Of an instruction: the worst of its bytes. What differs stays told where a part of it is not known. */
export function worstState(states: readonly TextState[]): TextState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? TextState.Unknown;
}

const WORST_FIRST = [
  TextState.Changed,
  TextState.Unknown,
  TextState.Unlisted,
  TextState.Rewritten,
  TextState.Same,
] as const;
