/** A trace as people read it: recursion once, with how often; the kernel's own way to panic folded away. */
import type { Frame } from '../contract/report.ts';

/** `count` frames from `first` on. */
interface Span {
  readonly first: number;
  readonly count: number;
}

export type Shown =
  /** Frames that stand one after the other. */
  | (Span & { readonly kind: 'frames' })
  /** The `frames` before these stand there `times` times, that pass included: these are the rest, and left out. */
  | (Span & { readonly kind: 'repeats'; readonly frames: number; readonly times: number })
  /** Frames of no interest here, to be shown on demand. */
  | (Span & { readonly kind: 'folded' });

/** Functions that call each other in a longer ring are rare, and unreadable as one. */
const LONGEST_RING = 4;
/** Fewer repeats are shorter shown than explained. */
const LEAST_REPEATS = 3;

function isSame(a: Frame | undefined, b: Frame | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.symbol === b.symbol && a.module === b.module && (a.symbol !== undefined || a.address === b.address);
}

/** How often the `length` frames from `start` on stand there one after the other. */
function repeatsOf(frames: readonly Frame[], start: number, length: number): number {
  let times = 1;
  while (
    Array.from({ length }, (_, at) => at).every((at) => isSame(frames[start + at], frames[start + times * length + at]))
  ) {
    times++;
  }
  return times;
}

/**
 * @param isDull of a frame: part of the kernel's way to say that something went wrong
 * @param most frames from the first interesting one on; what is further out is folded. All where absent
 */
export function foldFrames(
  frames: readonly Frame[],
  { isDull = () => false, most = Infinity }: { isDull?: (frame: Frame) => boolean; most?: number } = {},
): Shown[] {
  const first = frames.findIndex((frame) => frame.reliable && !isDull(frame));
  // One frame takes no more room than to say that it is folded.
  let at = first > 1 ? first : 0;
  const shown: Shown[] = at > 0 ? [{ kind: 'folded', first: 0, count: at }] : [];
  for (let told = 0; at < frames.length && told < most;) {
    const ring = Array.from({ length: LONGEST_RING }, (_, index) => index + 1)
      .map((length) => ({ length, times: repeatsOf(frames, at, length) }))
      .find(({ times }) => times >= LEAST_REPEATS);
    const { length, times } = ring ?? { length: 1, times: 1 };
    const last = shown.at(-1);
    if (last?.kind === 'frames') shown[shown.length - 1] = { ...last, count: last.count + length };
    else shown.push({ kind: 'frames', first: at, count: length });
    if (times > 1) {
      shown.push({ kind: 'repeats', first: at + length, count: length * (times - 1), frames: length, times });
    }
    at += length * times;
    told += length;
  }
  if (at < frames.length) shown.push({ kind: 'folded', first: at, count: frames.length - at });
  return shown;
}

/** `this 28 times over`, `these 2 14 times over`: the frames above it are meant. */
export function repeatText({ frames, times }: Extract<Shown, { kind: 'repeats' }>): string {
  return `${frames === 1 ? 'this' : `these ${String(frames)}`} ${String(times)} times over`;
}
