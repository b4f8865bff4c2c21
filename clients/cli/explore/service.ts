/** Asks a dump that the service has: nothing of it is fetched but the answers. */
import * as z from 'zod';
import { Completion, ExploreAnswer, ExploreReply } from '../../../shared/contract/explore.ts';
import type { HostAsked } from '../../../shared/contract/explore.ts';
import { ExploreError, ExploreErrorCode } from '../../../shared/vmcore/explore/explore-error.ts';
import type { Answer } from '../../../shared/vmcore/explore/explorer.ts';
import type { ServiceClient } from '../service/client.ts';
import type { Asker } from './asker.ts';

/** Of one answer. What is longer says how it goes on. */
const MAX_PAGES = 25;

type Failure = Extract<ExploreAnswer, { kind: 'error' }>;
/** The contract's answers are the explorer's: their schema has been checked. */
const Reply = ExploreReply.extend({
  answer: z.custom<Answer | Failure>((value) => ExploreAnswer.safeParse(value).success, 'an answer of the explorer'),
});

type Reply = z.infer<typeof Reply>;

/** Told of what happens while a held host is asked for pages, and of why it can't be. */
export interface HostWatch {
  waits(host: Extract<HostAsked, { state: 'waiting' }>): Promise<void>;
  /** @param why the host could not be asked for what the answer lacks; absent where nothing was to be asked */
  answered(why?: string): void;
}

/** @param dump id of an upload */
export function serviceAsker(client: ServiceClient, dump: string, watch: HostWatch): Asker {
  const path = `dumps/${dump}/explore`;
  /** Again and again, as long as its host is sending what the answer lacks. */
  const whenSent = async (ask: string, cursor: string | undefined): Promise<Reply> => {
    for (;;) {
      const reply = await client.post(path, { ask, cursor }, Reply);
      if (reply.held?.state !== 'waiting') {
        watch.answered(reply.held?.why);
        return reply;
      }
      await watch.waits(reply.held);
    }
  };
  return {
    async ask(question) {
      let whole: Answer | undefined;
      let cursor: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const reply = await whenSent(question, cursor);
        if (reply.answer.kind === 'error') throw errorOf(reply.answer);
        whole = whole === undefined ? reply.answer : joined(whole, reply.answer);
        ({ cursor } = reply);
        if (cursor === undefined) return whole;
      }
      return cutShort(whole ?? { kind: 'text', text: '' }, cursor);
    },
    complete: (line) => client.post(`${path}/completion`, { line }, Completion),
    close: () => Promise.resolve(),
  };
}

/** One page after another, as one answer. */
function joined(first: Answer, second: Answer): Answer {
  if (first.kind === 'walk' && second.kind === 'walk') return { ...second, rows: [...first.rows, ...second.rows] };
  if (first.kind === 'table' && second.kind === 'table') return { ...second, rows: [...first.rows, ...second.rows] };
  if (first.kind === 'text' && second.kind === 'text') return { ...first, text: `${first.text}\n${second.text}` };
  if (first.kind === 'symbols' && second.kind === 'symbols') {
    return { ...first, symbols: [...first.symbols, ...second.symbols] };
  }
  if (first.kind !== 'value' || second.kind !== 'value') return second;
  const [a, b] = [first.datum, second.datum];
  if (a.is === 'array' && b.is === 'array') return { ...first, datum: { ...a, items: [...a.items, ...b.items] } };
  if (a.is === 'struct' && b.is === 'struct') return { ...first, datum: { ...a, fields: [...a.fields, ...b.fields] } };
  return second;
}

/** There was more than is fetched for one question: a walk says from where, a table that it is so. */
function cutShort(answer: Answer, cursor = ''): Answer {
  // `1000.200`: the entry 200 of what the walk from row 1000 on says.
  const [entry = 0, fromRow = 0] = cursor.split('.').reverse().map(Number);
  if (answer.kind === 'walk') return { ...answer, next: fromRow + entry };
  if (answer.kind !== 'table') return answer;
  return { ...answer, notes: [...(answer.notes ?? []), `the first ${answer.rows.length} rows: there are more`] };
}

function errorOf({ code, message, at, expected, near, fault }: Failure): ExploreError {
  const known = Object.values(ExploreErrorCode).find((one) => one === code) ?? ExploreErrorCode.Syntax;
  const place = { at, fault: fault && { address: BigInt(fault.address), why: fault.why } };
  // The message tells what was expected, and what is near, already.
  return Object.assign(new ExploreError(known, message, place), { expected, near });
}
