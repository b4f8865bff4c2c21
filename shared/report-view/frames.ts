/** A frame in words, and with what was inlined in it. */
import type { Frame } from '../contract/report.ts';
import { placeText, sourceUrl } from '../contract/source-place.ts';

/** `symbol+0x1f/0x40 [module]`, or the bare address. */
export function frameText(
  frame: Pick<Frame, 'address' | 'symbol' | 'offset' | 'sizeBytes' | 'module' | 'user' | 'guest'>,
): string {
  if (frame.symbol === undefined) {
    const where = frame.user === true ? ' (user space)' : frame.guest === true ? ' (KVM guest)' : '';
    return `${frame.address}${where}`;
  }
  const offset = frame.offset === undefined ? '' : `+0x${frame.offset.toString(16)}`;
  const size = frame.sizeBytes === undefined || frame.offset === undefined ? '' : `/0x${frame.sizeBytes.toString(16)}`;
  return `${frame.symbol}${offset}${size}${frame.module === undefined ? '' : ` [${frame.module}]`}`;
}

/** One line of a trace: a frame, or a function that was inlined in it. `place` is where in the sources. */
export interface TraceRow {
  readonly text: string;
  readonly place: string | undefined;
  readonly url: string | undefined;
  readonly inlined: boolean;
}

/** A frame as lines, innermost first: what was inlined there, then the function that has the frame. */
export function traceRows(frame: Frame, sourceLink?: string): TraceRow[] {
  const row = (text: string, at: Pick<Frame, 'file' | 'line'>, inlined: boolean): TraceRow => ({
    text,
    place: placeText(at),
    url: sourceUrl(sourceLink, at),
    inlined,
  });
  return [
    ...(frame.inlined ?? []).map((inner) => row(inner.function, inner, true)),
    row(frameText(frame), frame, false),
  ];
}
