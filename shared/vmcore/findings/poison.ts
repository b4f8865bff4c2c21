/**
 * Values in the registers of an exception that tell what the memory was: freed, never set up, taken off a list
 * (`shared/panic/poison.ts`).
 */
import { hex } from '../../bytes/cursor.ts';
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { IntegrityInfo } from '../../contract/report.ts';
import { poisonNear, type Poison } from '../../panic/poison.ts';
import { FAULTS } from '../report/panic-kinds.ts';
import { exceptionIndex, innermostException } from '../report/panic.ts';
import type { RegisterSet } from '../arch/register-set.ts';
import { nameFrame, whereOf, type FindingContext, type FindingRule } from './context.ts';

type PoisonFound = NonNullable<IntegrityInfo['poison']>[number] & Pick<Poison, 'code'>;

/** Registers that hold a poison, or a pointer with a small offset from one. */
export function poisonIn(registers: RegisterSet, where: string): PoisonFound[] {
  return [...registers.values].flatMap(([name, value]) => {
    const poison = poisonNear(value);
    if (poison === undefined) return [];
    return [{ where: `${name} in ${where}`, value: hex(value), meaning: poison.meaning, code: poison.code }];
  });
}

/** All poison met: what `integrity.poison` holds. */
export function findPoison(context: FindingContext): PoisonFound[] {
  // What other registers hold has nothing to do with it: a processor that prints the panic, a task that waited.
  const registers = innermostException(context.panic?.trace);
  const isFault = FAULTS.some((kind) => kind === context.named?.kind);
  if (registers === undefined || context.kernel === undefined || !isFault) return [];
  const place = context.kernel.symbolize(registers.pc);
  const where = place === undefined ? hex(registers.pc) : `${place.symbol}+${hex(place.offset)}`;
  // Code that takes entries off lists has their poison in registers all the time: what counts is whether it was used as an address.
  const address = faultAddress(context);
  const used = address === undefined || poisonNear(address)?.code === 'list-poison';
  return poisonIn(registers, where).filter(({ code }) => code !== 'list-poison' || used);
}

const TITLES: Record<Poison['code'], string> = {
  'use-after-free': 'Use after free',
  'uninitialized-memory': 'Use of memory that was never set up',
  'list-poison': 'Use of an entry that had been taken off its list',
  'corrupted-object': 'A slab object was overwritten or overrun',
};

export const poisonRule: FindingRule = {
  name: 'poison',
  kinds: FAULTS,
  find(context) {
    const poison = findPoison(context);
    const [first] = poison;
    if (first === undefined) return [];
    const frames = context.panic?.trace?.frames ?? [];
    const where = crashFrame(context) ?? whereOf(frames);
    return [
      {
        code: first.code,
        severity: 'critical',
        summary: `${TITLES[first.code]} in ${nameFrame(where)}: ${first.where.split(' ')[0] ?? ''} is ${first.value}, ${first.meaning}.`,
        evidence: poison.map((entry) => `${entry.where}: ${entry.value} (${entry.meaning})`),
        ...(where?.symbol === undefined ? {} : { culprit: { symbol: where.symbol } }),
      },
    ];
  },
};

const FAULT_LINE = /BUG: |Unable to handle|general protection|Oops/;
const ADDRESS = /(?:address:? |at )(?:0x)?([0-9a-f]{8,16})\b/i;

/** The line of the log that names the fault. */
export function faultLine(context: FindingContext): string | undefined {
  return context.log?.text
    .split('\n')
    .find((text) => FAULT_LINE.test(text))
    ?.trim();
}

/** The address that faulted, as the log has it: no register that a dump holds does. */
export function faultAddress(context: FindingContext): bigint | undefined {
  const found = ADDRESS.exec(faultLine(context) ?? '')?.[1];
  return found === undefined ? undefined : BigInt(`0x${found}`);
}

/** The frame in which the innermost exception struck. */
export function crashFrame(context: FindingContext) {
  const trace = context.panic?.trace;
  const index = exceptionIndex(trace);
  return index < 0 ? undefined : trace?.frames[index + 1];
}

/** Addresses of the kernel have these bits all alike; one that has one bit else is no address. */
const CANONICAL_SHIFT = 47n;

/**
 * A register that is no address, and with one bit turned over is one of the kernel's data: hardware, or a bit set in the wrong
 * place. Told only where the instruction faulted on it.
 */
export const bitFlipRule: FindingRule = {
  name: 'flipped bit',
  kinds: ['general-protection'],
  async find(context): Promise<KnownFinding[]> {
    const registers = innermostException(context.panic?.trace);
    const { kernel } = context;
    if (registers === undefined || kernel === undefined) return [];
    const suspects: { name: string; value: bigint; meant: bigint }[] = [];
    for (const [name, value] of registers.values) {
      const top = BigInt.asUintN(64, value) >> CANONICAL_SHIFT;
      if (top === 0n || top === 0x1ffffn) continue;
      for (let bit = CANONICAL_SHIFT; bit < 64n; bit++) {
        const meant = value ^ (1n << bit);
        if (meant >> CANONICAL_SHIFT === 0x1ffffn) suspects.push({ name, value, meant });
      }
    }
    const reads = await kernel.memory.read(suspects.map(({ meant }) => ({ address: meant, length: 1 })));
    const good = suspects.filter((_, i) => reads[i]?.bytes !== undefined);
    const [first] = good;
    if (first === undefined) return [];
    return [
      {
        code: 'flipped-bit',
        severity: 'warning',
        summary: `${first.name} is ${hex(first.value)}: one bit away from ${hex(first.meant)}, which is the kernel's memory. A bit may have flipped.`,
        evidence: good.map(({ name, value, meant }) => `${name}: ${hex(value)} against ${hex(meant)}`),
      },
    ];
  },
};
