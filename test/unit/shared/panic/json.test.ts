/** Logs within JSON, by members that hold base64: what says no must say it in a time that grows with the text and no faster. */
import { describe, expect, it } from '@jest/globals';
import { decoded } from '../../../../shared/panic/envelope/json.ts';
import { triage } from '../../../../shared/panic/index.ts';
import { KERNEL_REPORTS } from '../../../support/kernel-reports.ts';
import { printedLines, STAMPS } from '../../../support/log-transports.ts';

const LOG = printedLines(KERNEL_REPORTS.X86_NULL)
  .map((line) => STAMPS['time']?.(line) ?? '')
  .join('\n');
/** MiBs of line feeds: no base64, though all of them may stand in it, and behind it. */
const FEEDS = '\n'.repeat(4 * 2 ** 20);

describe('a member in base64', () => {
  const encoded = Buffer.from(LOG, 'latin1').toString('base64');
  it.each([
    ['as it is', encoded],
    ['broken into lines', (encoded.match(/.{1,76}/g) ?? []).join('\r\n')],
    ['with white space behind it', `${encoded} \r\n\t\n`],
  ])('is read %s', (_, value) => {
    expect(decoded(value)).toBe(LOG);
    expect(triage(Buffer.from(JSON.stringify({ Output: value }))).title).toBe(triage(Buffer.from(LOG)).title);
  });

  it.each([
    ['is too short', 'QUJD'],
    ['holds what is none', `${encoded}!`],
    ['holds white space within', `${encoded.slice(0, 80)} ${encoded.slice(80)}`],
  ])('is none where it %s', (_, value) => {
    expect(decoded(value)).toBe(value);
  });

  it('is told from line feeds without end', () => {
    for (const value of [`+${FEEDS}\0`, `${FEEDS}${FEEDS}!`]) expect(decoded(value)).toBe(value);
  });
});
