/** `timer -r`: high-resolution timers of each processor's clocks, by when they expire. */
import type { Datum } from '../datum.ts';
import { ExploreError } from '../explore-error.ts';
import type { ViewContext } from './context.ts';
import { integer, text, type Table } from './table.ts';

export async function hrtimers({ kernel, walk, number }: ViewContext): Promise<Table> {
  const now = await monotonicNow(number);
  const rows: Datum[][] = [];
  const notes: string[] = [];
  for (const cpu of kernel.cpus.ids) {
    const found = await walk(
      `array per_cpu(hrtimer_bases, ${cpu}).clock_base as c, rb c.active.rb_root.rb_root type struct hrtimer.node.node as t show c_index, t->_softexpires, t->node.expires, t, t->function`,
    );
    if (found.broken !== undefined) notes.push(`processor ${cpu}: ${found.broken.problem}`);
    for (const [clock, soft, expires, timer, callee] of found.rows) {
      // The first clock of each four is the monotonic one: of the others the time is another.
      const isMonotonic = clock?.is === 'integer' && Number(clock.value) % 4 === 0;
      const left =
        isMonotonic && now !== undefined && expires?.is === 'integer' ? integer(BigInt(expires.value) - now) : text('');
      rows.push([integer(cpu), ...[clock, soft, expires, left, timer, callee].map((cell) => cell ?? text('?'))]);
    }
  }
  return {
    ...(now === undefined ? {} : { title: `monotonic clock ${now} ns` }),
    columns: ['CPU', 'CLOCK', 'SOFTEXPIRES', 'EXPIRES', 'TTE', 'HRTIMER', 'FUNCTION'],
    rows,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** The clock as it was at the last tick; undefined where the timekeeper's place is not known. */
async function monotonicNow(number: ViewContext['number']): Promise<bigint | undefined> {
  try {
    const clock = 'tk_core.timekeeper.tkr_mono';
    return await number(`${clock}.base + (long)(${clock}.xtime_nsec >> ${clock}.shift)`);
  } catch (error) {
    if (error instanceof ExploreError) return undefined;
    throw error;
  }
}
