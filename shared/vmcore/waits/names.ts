/** What to call an object, and who may have it where nobody is written down. */
import { hex } from '../../bytes/cursor.ts';
import type { Task } from '../tasks/tasks.ts';
import type { Facts } from './facts.ts';
import type { WaitTarget } from './target.ts';

/** `symbol`, `symbol+0x10`, or the address. */
export function nameOf({ kernel }: Facts, address: bigint): string {
  const place = kernel.symbolize(address);
  if (place === undefined || (place.sizeBytes !== undefined && place.offset >= place.sizeBytes)) return hex(address);
  const name = place.offset === 0 ? place.symbol : `${place.symbol}+${hex(place.offset)}`;
  return place.module === undefined ? name : `${name} [${place.module}]`;
}

/** The one that is found at an object may hold it; of several it is not known who does. */
export function only(maybe: readonly Task[], why: string): Pick<WaitTarget, 'holders' | 'guessed' | 'unknown'> {
  const [one] = maybe;
  if (one === undefined) return { holders: [], unknown: why };
  const names = maybe.slice(0, 4).map(({ comm, pid }) => `${comm} (pid ${pid})`);
  const found = `its address is on the stack of ${names.join(', ')}${maybe.length > 4 ? ' and others' : ''}`;
  return { holders: maybe.length === 1 ? [one] : [], guessed: true, unknown: `${why}; ${found}` };
}
