/** Functions of the agent by themselves, over tables: what hosts are slow to show, and what no honest service answers. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, printed, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';
import { generator } from './random.ts';

describe.each(SHELLS)('parts of the agent under $name', (shell) => {
  describeUnless(shell.missing === undefined ? [] : [shell.missing], 'each by itself', () => {
    let box: Sandbox;
    beforeAll(() => {
      box = sandbox(shell, 'http://127.0.0.1:9');
    });
    afterAll(() => {
      box.remove();
    });

    it('a timer naps in pieces, as long as it was told', async () => {
      const naps = join(box.root, 'naps');
      await printed(
        box,
        ['start_timer'],
        'TIMER_PIECE=5',
        `sleep() { echo "$1" >>'${naps}'; }`,
        `done_at() { echo due >>'${naps}'; }`,
        'start_timer 12 "$$" done_at; wait "$timer_pid"',
        'start_timer 5 "$$" done_at; wait "$timer_pid"',
        'start_timer 1 "$$" done_at; wait "$timer_pid"',
      );
      expect(readFileSync(naps, 'utf8').trim().split('\n')).toEqual(['5', '5', '2', 'due', '5', 'due', '1', 'due']);
    });

    it('what is missing of a dump is what no range names, however they overlap', async () => {
      const below = generator(7);
      const cases = Array.from({ length: 60 }, () => {
        const count = 1 + below(8);
        const bytes = (count - 1) * 10 + 1 + below(10);
        const ranges = Array.from({ length: below(5) }, () => {
          const from = below(count);
          return [from, from + below(count - from)] as const;
        });
        return { count, bytes, ranges };
      });
      const lines = cases.flatMap(({ count, bytes, ranges }) => [
        `dump_bytes=${bytes} up_chunk_bytes=10 up_chunk_count=${count}`,
        `printf '%s' '${ranges.map(([from, to]) => `${from} ${to}\n`).join('')}' >"$tmp/received"`,
        'list_missing; echo "$arrived_bytes: $(tr "\\n" , <"$tmp/missing")"',
      ]);
      const expected = cases.map(({ count, bytes, ranges }) => {
        const here = (index: number): boolean => ranges.some(([from, to]) => index >= from && index <= to);
        const chunks = Array.from({ length: count }, (_, index) => index);
        const arrived = chunks.filter(here).reduce((sum, index) => sum + Math.min(10, bytes - index * 10), 0);
        let missing = '';
        for (const index of chunks) {
          if (here(index)) continue;
          if (index === 0 || here(index - 1)) missing += `${index} `;
          if (index === count - 1 || here(index + 1)) missing += `${index},`;
        }
        return `${arrived}: ${missing}`.trimEnd();
      });
      const got = await printed(box, ['list_missing', 'chunk_length'], ...lines);
      expect(got.map((line) => line.trimEnd())).toEqual(expected);
    });

    it.each([
      // First try, seconds left, asked for, drawn: how long.
      { first: 1, tries: 1, left: 3600, asked: 0, draw: 0, naps: '1' },
      { first: 1, tries: 4, left: 3600, asked: 0, draw: 0, naps: '4' },
      { first: 1, tries: 4, left: 3600, asked: 0, draw: 8, naps: '12' },
      { first: 1, tries: 9, left: 3600, asked: 0, draw: 0, naps: '32' },
      { first: 15, tries: 9, left: 3600, asked: 0, draw: 0, naps: '30' },
      { first: 1, tries: 9, left: 20, asked: 0, draw: 0, naps: '10' },
      { first: 1, tries: 9, left: 1, asked: 0, draw: 0, naps: '1' },
      { first: 0, tries: 9, left: 1, asked: 0, draw: 0, naps: '' },
      { first: 1, tries: 1, left: 3600, asked: 30, draw: 5, naps: '35' },
      { first: 1, tries: 9, left: 3600, asked: 30, draw: 0, naps: '32' },
      { first: 1, tries: 9, left: 40, asked: 30, draw: 64, naps: '30' },
      { first: 1, tries: 1, left: 30, asked: 30, draw: 0, naps: 'ends' },
      { first: 1, tries: 1, left: 31, asked: 30, draw: 0, naps: '30' },
    ])('after try $tries of $first s, with $left s left and $asked asked for, it waits $naps', async (row) => {
      const [naps = ''] = await printed(
        box,
        ['back_off'],
        `RETRY_SECONDS=${row.first} EXIT_SERVICE=4 why=`,
        `random() { random=${row.draw}; [ "$random" -lt "$1" ] || random=$(($1 - 1)); }`,
        `read_retry_after() { asked=${row.asked}; }`,
        `time_left() { left=${row.left}; }`,
        'sleep() { echo "$1"; }',
        'fail() { echo ends; exit 0; }',
        `back_off ${row.tries}`,
      );
      expect(naps).toBe(row.naps);
    });

    it.each([
      { limit: 300, hold: 600, left: 299, seconds: 269, said: true },
      { limit: 900, hold: 600, left: 630, seconds: 600, said: false },
      { limit: 900, hold: 600, left: 629, seconds: 599, said: true },
      { limit: 0, hold: 600, left: 100, seconds: 600, said: false },
      { limit: 25, hold: 600, left: 24, seconds: 0, said: true },
    ])(
      'of $hold s it is held $seconds, where $left of $limit are left',
      async ({ limit, hold, left, seconds, said }) => {
        const [held, ...words] = await printed(
          box,
          ['limit_hold'],
          `TIME_LIMIT=${limit} HOLD=${hold} HOLD_RESERVE=30 words=`,
          `time_left() { left=${left}; }`,
          'say() { words=$*; }',
          'limit_hold; echo "$hold_seconds"; echo "$words"',
        );
        expect([held, words.join('').includes(`leaves ${seconds}`)]).toEqual([`${seconds}`, said]);
      },
    );

    it('sends a small dump whole, by policy hot, to a service that asks for nothing', async () => {
      const rows = [
        ['hot', '', 8_388_608, 8_388_608, 'whole'],
        ['hot', '', 8_388_609, 268_435_456, 'in part'],
        ['hot', '', 4096, 4095, 'in part'],
        ['hot', '1', 4096, 268_435_456, 'in part'],
        ['log', '', 4096, 268_435_456, 'in part'],
        ['all', '1', 99_999_999, 4096, 'whole'],
      ] as const;
      const got = await printed(
        box,
        ['sends_whole'],
        ...rows.map(
          ([policy, round, bytes, limit]) =>
            `up_policy=${policy} up_round='${round}' dump_bytes=${bytes} HOT_LIMIT=${limit}; if sends_whole; then echo whole; else echo in part; fi`,
        ),
      );
      expect(got).toEqual(rows.map((row) => row[4]));
    });

    it('waits for an analyser that is at work and says so', async () => {
      const states = [':waiting', '1:waiting', '1:running', '1:', '1:done', '1:unreadable'];
      const got = await printed(
        box,
        ['analysis_waits'],
        ...states.map((state) => {
          const [round = '', analysis = ''] = state.split(':');
          return `up_round='${round}' up_analysis='${analysis}'; if analysis_waits; then echo yes; else echo no; fi`;
        }),
      );
      expect(got).toEqual(['no', 'yes', 'yes', 'yes', 'no', 'no']);
    });

    it('tells how far it is every five seconds, and at the end', async () => {
      const got = await printed(
        box,
        ['human', 'report_progress'],
        'say() { echo "$now: $*"; }',
        'chunks_started=1000 progress_at=1000 dump_bytes=1048576 done_bytes=524288 sent_bytes=0 resumed_bytes=524288',
        ...[1004, 1005, 1006, 1011].map((at) => `read_clock() { now=${at}; }; report_progress some`),
        'report_progress last',
      );
      expect(got.map((line) => line.split(':')[0])).toEqual(['1005', '1011', '1011']);
    });
  });
});
