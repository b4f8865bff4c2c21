import { describe, expect, it } from '@jest/globals';
import { readLine } from '../../../../shared/panic/head/read.ts';
import { timeOf } from '../../../../shared/panic/head/time.ts';

const TEXT = 'RIP: 0010:foo+0x1/0x2';

describe('readLine', () => {
  it.each([
    ['nothing', TEXT, ''],
    ['a timestamp', `[   92.518566] ${TEXT}`, 'console'],
    ['a timestamp and a task', `[   92.518566][ T5982] ${TEXT}`, 'T5982'],
    ['a timestamp and a processor', `[   92.518566][    C1] ${TEXT}`, 'C1'],
    ['a blank and a task', `[   92.518566] [ T5982] ${TEXT}`, 'T5982'],
    ['colours that are escaped once more', `\\u001b[1;31m[   92.518566] \\u001b[0m${TEXT}\\u001b[K`, 'console'],
    ['a level', `<4>[   92.518566][ T5982] ${TEXT}`, 'T5982'],
    ['a carriage return', `[   92.518566] ${TEXT}\r`, 'console'],
    ['several carriage returns', `[   92.518566] ${TEXT}\r\r`, 'console'],
    ['colours', `\u001b[1;31m[   92.518566] \u001b[0m${TEXT}\u001b[K`, 'console'],
    ['the time of day', `[Mon Nov 23 16:22:22 2026] ${TEXT}`, 'console'],
    ['facility and level in words', `kern  :warn  : [   92.518566] ${TEXT}`, 'console'],
    ['syslog', `Nov 23 16:22:22 host-1 kernel: [   92.518566] ${TEXT}`, 'syslog'],
    ['syslog without a timestamp', `Nov  3 16:22:22 host-1 kernel: ${TEXT}`, 'syslog'],
    ['syslog with a caller', `Nov 23 16:22:22 host-1 kernel: [   92.518566][  T12] ${TEXT}`, 'T12'],
    ['syslog with an ISO date', `2026-11-23T16:22:22.123456+00:00 host-1 kernel: ${TEXT}`, 'syslog'],
    ['RFC 5424', `<4>1 2026-11-23T16:22:22.123456+00:00 host-1 kernel - - - ${TEXT}`, 'syslog'],
    ['the journal, monotonic', `[   92.518566] host-1 kernel: ${TEXT}`, 'syslog'],
    ['/dev/kmsg', `4,339,92518566,-;${TEXT}`, 'console'],
    ['netconsole with a caller', `4,339,92518566,-,caller=T77;${TEXT}`, 'T77'],
    ['a login prompt', `debian login: [   92.518566] ${TEXT}`, 'console'],
    ['dropped messages', `** 4491 printk messages dropped ** [   92.518566] ${TEXT}`, 'console'],
    ["a vendor's processor", `[   92.518566,3] ${TEXT}`, 'console'],
  ])('takes off %s', (_name, line, writer) => {
    expect(readLine(line)).toMatchObject({ text: TEXT, writer });
  });

  it.each([
    '[ INFO: possible recursive locking detected ]',
    '[<ffffffff81>] foo+0x1/0x2',
    '[12.x] a',
    '[',
    '<',
    '<4',
    '1,2,3',
  ])('leaves %s as it is', (line) => {
    expect(readLine(line)).toMatchObject({ text: line, writer: '' });
  });
});

describe('timeOf', () => {
  it.each([
    ['[   92.518566][ T5982] x', 92.518566],
    ['Nov 23 16:22:22 host kernel: [   92.518566] x', 92.518566],
    ['4,339,92518566,-;x', 92.518566],
    ['no time', undefined],
  ])('of %s is %s seconds', (line, seconds) => {
    expect(timeOf(line)).toBe(seconds);
  });
});
