/** `timer`: timers of each processor's bases, by when they expire. */
import type { Datum } from '../datum.ts';
import type { ViewContext } from './context.ts';
import { hrtimers } from './hrtimers.ts';
import { integer, text, type Table } from './table.ts';

/** `enum timer_bases`' names, kernel/time/timer.c: constants that no type holds. */
const BASES: Readonly<Record<number, readonly string[]>> = {
  1: ['STD'],
  2: ['STD', 'DEF'],
  3: ['LOCAL', 'GLOBAL', 'DEF'],
};

export function timer(context: ViewContext, words: readonly string[]): Promise<Table> {
  return words.includes('-r') ? hrtimers(context) : wheelTimers(context);
}

async function wheelTimers({ kernel, walk, number }: ViewContext): Promise<Table> {
  const jiffies = await number('*(unsigned long *)&jiffies');
  const rows: Datum[][] = [];
  for (const cpu of kernel.cpus.ids) {
    const count = Number(
      await number(`sizeof(per_cpu(timer_bases, ${cpu})) / sizeof(per_cpu(timer_bases, ${cpu})[0])`),
    );
    const answer = await walk(
      `array per_cpu(timer_bases, ${cpu}) as b, array b.vectors as v, hlist &v type struct timer_list.entry as t show b_index, t->expires, t, t->function`,
    );
    const sorted = answer.rows.toSorted((a, b) => value(a[0]) - value(b[0]) || value(a[1]) - value(b[1]));
    for (const [base, expires, at, callee] of sorted) {
      const left = expires?.is === 'integer' ? BigInt.asIntN(64, BigInt(expires.value) - jiffies) : 0n;
      const name = BASES[count]?.[value(base)];
      rows.push([
        integer(cpu),
        text(name ?? String(value(base))),
        expires ?? text('?'),
        integer(left),
        at ?? text('?'),
        callee ?? text('?'),
      ]);
    }
  }
  return { title: `jiffies ${jiffies}`, columns: ['CPU', 'BASE', 'EXPIRES', 'TTE', 'TIMER_LIST', 'FUNCTION'], rows };
}

function value(datum: Datum | undefined): number {
  return datum?.is === 'integer' ? Number(datum.value) : 0;
}
