import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { LastWords, lastWordIn } from '../../../../../shared/domain/crash/last-words.ts';

const digest = (text: string): string => createHash('sha256').update(`${text}\n`).digest('hex').slice(0, 32);

function wordsOf(log: string, piece = log.length || 1): ReturnType<LastWords['finish']> {
  const words = new LastWords();
  const bytes = Buffer.from(log, 'latin1');
  for (let at = 0; at < bytes.length; at += piece) words.add(bytes.subarray(at, at + piece));
  return words.finish();
}

describe('lastWordIn', () => {
  it.each([
    ['as dmesg has it', '[   12.345700] Kernel panic - not syncing: Fatal exception'],
    ['as pstore has it', '<0>[   12.345700] Kernel panic - not syncing: Fatal exception  '],
    ['as a console has it', '[   12.345700][ T1234] Kernel panic - not syncing: Fatal exception\r'],
    [
      'behind the name of a host',
      'Nov 30 02:00:00 web-1 kernel: [   12.345700] Kernel panic - not syncing: Fatal exception',
    ],
  ])('makes the digest that the agent makes of a line %s', (_how, line) => {
    expect(lastWordIn(line)).toEqual({
      digest: digest('12.345700 Kernel panic - not syncing: Fatal exception'),
      stamped: true,
    });
  });

  it('begins an oops where the agent begins it: at the last such word of the line', () => {
    expect(lastWordIn('[    5.1] Oops: general protection fault, 0000 [#1] SMP')).toEqual({
      digest: digest('5.1 general protection fault, 0000 [#1] SMP'),
      stamped: true,
    });
  });

  it('says of a line without a time that it has none', () => {
    expect(lastWordIn('Kernel panic - not syncing: VFS')?.stamped).toBe(false);
    expect(lastWordIn('[    5.1] usb 1-1: new device')).toBeUndefined();
  });
});

describe('LastWords', () => {
  const line = fc.oneof(
    fc.constantFrom('usb 1-1: new device', '[ 1.5] WARNING: CPU: 0', ''),
    fc.integer({ min: 0, max: 99 }).map((n) => `[   ${n}.000001] BUG: unable to handle page fault`),
    fc.integer({ min: 0, max: 99 }).map((n) => `[   ${n}.000002] Kernel panic - not syncing: n ${n}`),
  );

  it('finds the same in whatever pieces a log comes', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (lines, piece) => {
        const log = lines.join('\n');
        expect(wordsOf(log, piece)).toEqual(wordsOf(log));
      }),
    );
  });

  it('keeps the first and the last of very many', () => {
    const lines = Array.from({ length: 1000 }, (_, n) => `[ ${n}.000001] BUG: n ${n}`);
    const words = wordsOf(lines.join('\n'));
    expect(words).toHaveLength(16);
    expect(words[0]?.digest).toBe(digest('0.000001 BUG: n 0'));
    expect(words.at(-1)?.digest).toBe(digest('999.000001 BUG: n 999'));
  });

  it('passes over a line without an end', () => {
    expect(wordsOf(`[ 1.0] BUG: ${'x'.repeat(100_000)}\n[ 2.0] BUG: y`, 1000)).toHaveLength(1);
  });
});
