import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endOfLog, timeBefore, withinSeconds } from '../../../../clients/web/src/logic/log-time.ts';
import { logLines } from '../../../../clients/web/src/logic/log-view.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const QUIET = '[   10.000000] usb: fine';
const OOPS = '[   90.500000] BUG: kernel NULL pointer dereference, address: 0000000000000008';
const PANIC = '[  100.000000] Kernel panic - not syncing: Fatal exception';
const AFTER = '[  100.250000] Rebooting in 10 seconds..';
const lines = (...texts: string[]) => logLines({ text: texts.join('\n') });

describe('the time before the end of a log', () => {
  it.each([
    [[QUIET, OOPS, PANIC, AFTER], 100, 'the panic'],
    [[QUIET, OOPS, AFTER], 90.5, 'the last oops'],
    [[QUIET, AFTER, 'no time'], 100.25, 'the log’s end'],
    [[PANIC, '[  103.000000] ---[ end Kernel panic - not syncing: Fatal exception ]---'], 100, 'the panic'],
    // A panic whose time is not known is nothing to count from.
    [[QUIET, 'Kernel panic - not syncing: x'], 10, 'the log’s end'],
  ])('of %j is counted from second %d', (texts, seconds, what) => {
    expect(endOfLog(lines(...texts))).toEqual({ seconds, what });
  });

  it('is counted from nothing where no line has a time', () => {
    expect(endOfLog(lines('one', 'two'))).toBeUndefined();
    expect(endOfLog([])).toBeUndefined();
  });

  const end = { seconds: 100, what: 'the panic' } as const;

  it.each([
    [PANIC, '0.000 s'],
    [OOPS, '−9.500 s'],
    [AFTER, '+0.250 s'],
    ['[    0.000000] Linux version 6.12', '−1 min 40 s'],
    ['<4>[   99.000000][ T77] with a level and a caller', '−1.000 s'],
    ['no time at all', ''],
  ])('of %j is %j', (text, expected) => {
    expect(timeBefore(text, end)).toBe(expected);
  });

  it('narrows to what is near the end, and never leaves out what has no time', () => {
    const all = lines(QUIET, OOPS, 'no time', PANIC, AFTER);
    expect(withinSeconds(all, end, 10).map(({ number }) => number)).toEqual([2, 3, 4, 5]);
    expect(withinSeconds(all, end, 1).map(({ number }) => number)).toEqual([3, 4, 5]);
  });

  it('never grows as less is asked for', () => {
    const times = fc.array(fc.nat(200), { maxLength: 20 });
    fc.assert(
      fc.property(times, fc.nat(300), fc.nat(300), (seconds, a, b) => {
        const all = lines(...seconds.map((second) => `[${String(second)}.000000] x`), 'no time');
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((most) => withinSeconds(all, end, most));
        expect(more).toEqual(expect.arrayContaining(less ?? []));
        expect(less).toContain(all.at(-1));
      }),
    );
  });
});

describe('the log of a dump', () => {
  const draw = async (query: Record<string, string>, texts: string[]) =>
    seen(
      await drawn('screens/dump-log', 'LogTab', {
        log: { records: texts.length, text: texts.join('\n') },
        route: { screen: 'dumps', id: 'X', tab: 'log', query },
      }),
    );

  it('has beside each line how long before the panic it was, and narrows by it', async () => {
    const all = await draw({}, [QUIET, OOPS, PANIC]);
    expect(all).toContain(`−9.500 s${OOPS}`);
    expect(all).toContain('how long before the panic');
    const near = await draw({ within: '10' }, [QUIET, OOPS, PANIC]);
    expect(near).toContain(OOPS);
    expect(near).not.toContain(QUIET);
    expect(near).toContain('2 lines');
    // What no list offers narrows nothing.
    expect(await draw({ within: '7' }, [QUIET, OOPS, PANIC])).toContain('3 lines');
  });

  it('says so where no line has a time', async () => {
    expect(await draw({}, ['one', 'two'])).toContain('No line of this log has a time');
  });
});
