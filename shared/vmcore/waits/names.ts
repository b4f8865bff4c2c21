/** What to call an object, and who may have it where nobody is written down. */
import { hex } from '../../bytes/cursor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { BtfKind } from '../symbols/btf-records.ts';
import type { Types } from '../symbols/types.ts';
import type { Task } from '../tasks/tasks.ts';
import type { Facts } from './facts.ts';
import type { WaitTarget } from './target.ts';

/** `symbol`, `symbol+0x10`, `runqueues of CPU 1`, or the address. */
export function nameOf({ kernel }: Facts, address: bigint): string {
  const place = kernel.symbolize(address);
  if (place === undefined || (place.sizeBytes !== undefined && place.offset >= place.sizeBytes)) {
    return perCpuName(kernel, address) ?? hex(address);
  }
  const name = place.offset === 0 ? place.symbol : `${place.symbol}+${hex(place.offset)}`;
  return place.module === undefined ? name : `${name} [${place.module}]`;
}

/** A per-CPU variable, where the types name those that there are; what is allocated for each processor has no name. */
function perCpuName(kernel: Kernel, address: bigint): string | undefined {
  const variables = [...kernel.types.perCpu].toSorted(([, a], [, b]) => a.offset - b.offset);
  const [first] = variables;
  const symbol = first && kernel.symbol(first[0]);
  if (first === undefined || symbol === undefined) return undefined;
  const start = symbol - BigInt(first[1].offset);
  const last = variables.at(-1)?.[1];
  const end = last === undefined ? 0n : BigInt(last.offset + sizeOfType(kernel.types, last.type));
  // Areas of processors lie one behind the other: it is the nearest below that the address lies in.
  const areas = [...kernel.cpus.perCpuOffset].map(([cpu, base]) => ({
    cpu,
    at: BigInt.asUintN(64, address - base - start),
  }));
  const area = areas.reduce((best, one) => (one.at < best.at ? one : best), { cpu: -1, at: end });
  const found = variables.findLast(([, { offset }]) => BigInt(offset) <= area.at);
  if (area.at >= end || found === undefined) return undefined;
  const within = area.at - BigInt(found[1].offset);
  return `${found[0]}${within === 0n ? '' : `+${hex(within)}`} of CPU ${area.cpu}`;
}

/** Of a structure what it says of itself; of anything else that is no structure, a word. */
function sizeOfType(types: Types, id: number): number {
  const array = types.array(id);
  const bare = types.strip(array?.element ?? id);
  const kind = types.btf.kind(bare);
  const one = kind === BtfKind.Struct || kind === BtfKind.Union ? types.btf.sizeField(bare) : 8;
  return one * (array?.length ?? 1);
}

/** The one that is found at an object may hold it; of several it is not known who does. */
export function only(maybe: readonly Task[], why: string): Pick<WaitTarget, 'holders' | 'guessed' | 'unknown'> {
  const [one] = maybe;
  if (one === undefined) return { holders: [], unknown: why };
  const names = maybe.slice(0, 4).map(({ comm, pid }) => `${comm} (pid ${pid})`);
  const found = `its address is on the stack of ${names.join(', ')}${maybe.length > 4 ? ' and others' : ''}`;
  return { holders: maybe.length === 1 ? [one] : [], guessed: true, unknown: `${why}; ${found}` };
}
