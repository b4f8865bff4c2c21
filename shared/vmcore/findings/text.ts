/** Kernel code that is not what the kernel's image says. */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { IntegrityInfo } from '../../contract/report.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import type { FindingRule } from './context.ts';

type Difference = NonNullable<IntegrityInfo['text']>['differences'][number];

const MAX_EVIDENCE = 16;

export const textRule: FindingRule = {
  name: 'text',
  kinds: ALL_KINDS,
  find({ text }): KnownFinding[] {
    const differences = text?.differences ?? [];
    const [first] = differences;
    if (first === undefined) return [];
    const others = differences.length - 1;
    const where = `${placeOf(first)}${others === 0 ? '' : ` and ${others} more ${others === 1 ? 'place' : 'places'}`}`;
    const cause =
      others === 0 && first.flippedBits === 1
        ? 'One bit flipped: memory that fails, or a stray write.'
        : 'Something wrote over it.';
    return [
      {
        code: 'text-changed',
        severity: 'critical',
        summary: `The kernel's code differs from its image in ${where}. ${cause}`,
        evidence: differences.slice(0, MAX_EVIDENCE).map(describe),
        ...(first.symbol === undefined ? {} : { culprit: { symbol: first.symbol } }),
      },
    ];
  },
};

function placeOf({ symbol, offset, address }: Difference): string {
  return symbol === undefined ? address : `${symbol}+0x${(offset ?? 0).toString(16)}`;
}

function describe(difference: Difference): string {
  const { expected, found, flippedBits } = difference;
  const bits = flippedBits === undefined ? '' : ` (${flippedBits} ${flippedBits === 1 ? 'bit' : 'bits'})`;
  return `${placeOf(difference)}: ${expected} in the image, ${found} in memory${bits}`;
}
