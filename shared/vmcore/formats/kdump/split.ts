import { InputError } from '../../../errors.ts';
import type { OpenedPart } from './open-part.ts';
import type { KdumpLayout } from './part.ts';

/**
 * The parts of a split set (`makedumpfile --split`) by the page frames they hold, or the one file that is not split.
 *
 * @throws {InputError} that names the part which is missing, there twice, or of another dump
 */
export function orderParts(parts: readonly OpenedPart[]): readonly OpenedPart[] {
  const whole = parts.find((part) => !part.subHeader.split);
  if (whole !== undefined) {
    if (parts.length === 1) return parts;
    throw new InputError(`${whole.name} is a whole dump, not a part of a split one: give it alone`, { field: 'parts' });
  }
  const ordered = [...parts].sort((a, b) => comparePlaces(a.pages.layout, b.pages.layout));
  let next = 0;
  let before: OpenedPart | undefined;
  for (const part of ordered) {
    const { startPfn, endPfn } = part.pages.layout;
    if (before !== undefined) requireSameDump(before, part);
    if (startPfn > next) throw missing(parts.length, next, startPfn);
    if (startPfn < next) {
      throw new InputError(`${before?.name ?? ''} and ${part.name} hold the same page frames: one is there twice`, {
        field: 'parts',
      });
    }
    next = endPfn;
    before = part;
  }
  const maxPfn = before?.pages.layout.maxPfn ?? 0;
  if (next < maxPfn) throw missing(parts.length, next, maxPfn);
  return ordered;
}

/** By the first page frame; an empty part stands before the one that begins where it lies. */
function comparePlaces(a: KdumpLayout, b: KdumpLayout): number {
  return a.startPfn - b.startPfn || a.endPfn - b.endPfn;
}

function missing(given: number, from: number, to: number): InputError {
  return new InputError(
    `of this split dump ${given === 1 ? 'one part is' : `${given} parts are`} given; ` +
      `the part with page frames ${from} to ${to - 1} is missing: give all parts, in any order`,
    { field: 'parts' },
  );
}

function requireSameDump(a: OpenedPart, b: OpenedPart): void {
  const same =
    a.header.release === b.header.release &&
    a.header.nodename === b.header.nodename &&
    a.header.timestamp === b.header.timestamp &&
    a.header.blockSizeBytes === b.header.blockSizeBytes &&
    a.pages.layout.maxPfn === b.pages.layout.maxPfn;
  if (!same) throw new InputError(`${a.name} and ${b.name} are not parts of the same dump`, { field: 'parts' });
}
