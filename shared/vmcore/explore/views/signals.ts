/** `sig`: what tasks do about signals, and what waits for them. */
import { hex } from '../../../bytes/cursor.ts';
import type { Datum } from '../datum.ts';
import { tasksOf, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

/** `_NSIG`, on every machine whose dumps are read. */
const SIGNALS = 64;
const DISPOSITIONS: Readonly<Record<string, string>> = { '0x0': 'SIG_DFL', '0x1': 'SIG_IGN' };

/** `sig [TASK …]`: each signal's handler, mask and flags; then what is blocked, and what is pending, by sets of 64 bits. */
export async function sig(context: ViewContext, words: readonly string[]): Promise<Table> {
  const rows: Datum[][] = [];
  for (const { address, pid } of await tasksOf(context, words, 'panicking')) {
    const task = `((struct task_struct *)${hex(address)})`;
    const row = (what: string, at: Datum, handler: Datum, mask: Datum, flags: Datum): void => {
      rows.push([integer(pid), text(what), at, handler, mask, flags]);
    };
    // A task that has ended has given its handlers back.
    if ((await context.number(`${task}->sighand`)) !== 0n) {
      const answer = await context.walk(
        `array ${task}->sighand->action[0:${SIGNALS}] as a show &a, a.sa.sa_handler, a.sa.sa_mask.sig[0], a.sa.sa_flags`,
      );
      answer.rows.forEach(([at, handler, mask, flags], i) => {
        row(String(i + 1), at ?? text('?'), disposition(handler), bits(mask), bits(flags));
      });
    }
    const none = text('');
    for (const [name, place] of [
      ['BLOCKED', `${task}->blocked`],
      ['PRIVATE_PENDING', `${task}->pending.signal`],
      ['SHARED_PENDING', `${task}->signal->shared_pending.signal`],
    ] as const) {
      row(
        name,
        pointer(await context.number(`&${place}`)),
        none,
        pointer(await context.number(`${place}.sig[0]`)),
        none,
      );
    }
  }
  return { columns: ['PID', 'SIGNAL', 'SIGACTION', 'HANDLER', 'MASK', 'FLAGS'], rows };
}

function disposition(handler: Datum | undefined): Datum {
  if (handler?.is !== 'pointer') return handler ?? text('?');
  const name = DISPOSITIONS[handler.address];
  return name === undefined ? handler : text(name);
}

function bits(value: Datum | undefined): Datum {
  return value?.is === 'integer' ? pointer(BigInt.asUintN(64, BigInt(value.value))) : (value ?? text('?'));
}
