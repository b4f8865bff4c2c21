import type { InlinedFunction } from '../../contract/report.ts';
import type { SourceFrame } from '../table/read.ts';

/** What a frame of a report or of a trace gains; see `SourceFields` in the contract. */
export interface FrameSource {
  readonly file?: string;
  readonly line?: number;
  readonly inlined?: InlinedFunction[];
}

/** The chain of a look-up as a frame holds it: the outermost is the frame itself, the others stand in it. */
export function frameSource(chain: readonly SourceFrame[]): FrameSource {
  const outermost = chain.at(-1);
  const inlined = chain.slice(0, -1).map((frame) => ({ function: frame.function, ...placeOf(frame) }));
  return { ...(outermost === undefined ? {} : placeOf(outermost)), ...(inlined.length === 0 ? {} : { inlined }) };
}

function placeOf({ file, line }: SourceFrame): { file?: string; line?: number } {
  return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
}
