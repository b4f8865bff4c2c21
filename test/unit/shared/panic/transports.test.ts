import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../../shared/panic/index.ts';
import { KERNEL_REPORTS } from '../../../support/kernel-reports.ts';
import {
  CARRIERS,
  JOURNALS,
  printedLines,
  pstoreParts,
  STAMPS,
  transported,
  WRAPPERS,
} from '../../../support/log-transports.ts';
import { said, saidPlainly } from '../../../support/triage-essence.ts';

const names = (table: object) => Object.keys(table);

describe('any report, by any way', () => {
  for (const [name, texts] of Object.entries(KERNEL_REPORTS)) {
    const wanted = saidPlainly(texts);
    const lines = printedLines(texts);

    it(`is the same: ${name}, each way alone`, () => {
      expect(wanted.guilty).toMatch(/^acme_/);
      const ways = [
        ...names(STAMPS).map((stamp) => ({ stamp, carrier: 'none', wrapper: 'text' })),
        ...names(CARRIERS).flatMap((carrier) => ['none', 'time'].map((stamp) => ({ stamp, carrier, wrapper: 'text' }))),
        ...names(WRAPPERS).flatMap((wrapper) =>
          ['none', 'time', 'level'].map((stamp) => ({ stamp, carrier: 'none', wrapper })),
        ),
      ];
      for (const way of ways) expect({ way, ...said(triage(transported(lines, way))) }).toEqual({ way, ...wanted });
    });

    it(`is the same: ${name}, by the journal and by pstore`, () => {
      for (const [journal, write] of Object.entries(JOURNALS)) {
        expect({ journal, ...said(triage(write(texts))) }).toEqual({ journal, ...wanted });
      }
      for (const [size, order] of [
        [4, 'ascending'],
        [9, 'descending'],
        [100, 'ascending'],
      ] as const) {
        const stamped = lines.map((line) => STAMPS['level and time']?.(line) ?? '');
        expect(said(triage(pstoreParts(stamped, size, order)))).toEqual(wanted);
      }
    });
  }

  it('is the same where the heads of a quoted field change from line to line', () => {
    for (const stamp of ['dmesg --time-format=reltime', 'dmesg -H'])
      for (const carrier of ['journal with-unit', 'syslog', 'RFC 5424'])
        for (const wrapper of ['CSV', 'TSV, quoted', 'semicolons, quoted'])
          for (const texts of Object.values(KERNEL_REPORTS)) {
            const by = { stamp, carrier, wrapper };
            expect({ by, ...said(triage(transported(printedLines(texts), by))) }).toEqual({
              by,
              ...saidPlainly(texts),
            });
          }
  });

  it('is the same where a head ends elsewhere than lengths would have it', () => {
    const ways = [
      ...['CSV', 'TSV, quoted', 'semicolons, quoted'].map((wrapper) => ({
        stamp: 'Android logcat',
        carrier: 'journal short-monotonic',
        wrapper,
      })),
      { stamp: 'time', carrier: 'LAVA, yaml', wrapper: 'filled up with blanks to 160 columns' },
      { stamp: 'Android logcat', carrier: 'none', wrapper: 'a getty before' },
    ];
    for (const by of ways)
      for (const texts of Object.values(KERNEL_REPORTS))
        expect({ by, ...said(triage(transported(printedLines(texts), by))) }).toEqual({ by, ...saidPlainly(texts) });
  });

  it('is the same by any three ways together', () => {
    const way = fc.record({
      report: fc.constantFrom(...Object.values(KERNEL_REPORTS)),
      stamp: fc.constantFrom(...names(STAMPS)),
      carrier: fc.constantFrom(...names(CARRIERS)),
      wrapper: fc.constantFrom(...names(WRAPPERS)),
    });
    fc.assert(
      fc.property(way, ({ report, ...by }) => {
        // A getty writes on the console itself, where nobody puts anything before its lines.
        fc.pre(by.wrapper !== 'a getty before' || by.carrier === 'none');
        expect(said(triage(transported(printedLines(report), by)))).toEqual(saidPlainly(report));
      }),
      { numRuns: 400 },
    );
  });
});
