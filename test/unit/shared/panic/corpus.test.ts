import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { TriageResult } from '../../../../shared/contract/triage.ts';
import { triage } from '../../../../shared/panic/index.ts';
import { CORPUS, describeWith } from '../../../support/oracles.ts';

const LOGS = path.join(CORPUS, 'panic-logs');

interface Case {
  readonly file: string;
  readonly log: Buffer;
  readonly title: string | null;
  readonly alts: readonly string[];
  readonly corrupted: boolean;
  readonly panicked: boolean;
}

/** The lines above the first blank one say what is expected; a file that begins with a blank line holds no crash. */
function load(file: string): Case {
  const bytes = readFileSync(path.join(LOGS, file));
  const end = bytes[0] === 0x0a ? 0 : bytes.indexOf('\n\n') + 1;
  const header = bytes.subarray(0, end).toString().split('\n');
  const values = (key: string) =>
    header.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  return {
    file,
    log: bytes.subarray(end),
    title: values('TITLE')[0] ?? null,
    alts: values('ALT').sort(),
    corrupted: values('CORRUPTED')[0] === 'Y',
    panicked: values('PANICKED')[0] === 'Y',
  };
}

/** A quarter, chosen by name, that no rule was written from. */
function isKeptAside(file: string): boolean {
  return createHash('sha256').update(file).digest('hex')[0]! < '4';
}

describeWith({ files: [LOGS] }, 'the corpus of real logs', () => {
  const cases = readdirSync(LOGS).sort().map(load);
  const groups = [
    { name: 'seen', floor: 0.99, cases: cases.filter((each) => !isKeptAside(each.file)) },
    { name: 'kept aside', floor: 0.97, cases: cases.filter((each) => isKeptAside(each.file)) },
  ];

  for (const { name, floor, cases: some } of groups) {
    it(`names at least ${floor * 100} % of the logs ${name} as the community does`, () => {
      let titles = 0;
      let whole = 0;
      let panicked = 0;
      let alts = 0;
      for (const each of some) {
        const result = triage(each.log);
        if (result.title === each.title) titles++;
        if (result.corrupted === each.corrupted) whole++;
        if (result.panicked === each.panicked) panicked++;
        if (result.altTitles.toSorted().join('\n') === each.alts.join('\n')) alts++;
      }
      const share = (count: number) => count / some.length;
      console.info(
        `${name}: ${some.length} logs; title ${titles}, corrupted ${whole}, panicked ${panicked}, alternatives ${alts}`,
      );
      expect(share(titles)).toBeGreaterThanOrEqual(floor);
      expect(share(whole)).toBeGreaterThanOrEqual(0.97);
      expect(share(panicked)).toBeGreaterThanOrEqual(0.97);
      expect(share(alts)).toBeGreaterThanOrEqual(0.97);
    });
  }

  it('answers in the shape of the contract', () => {
    for (const { log } of cases) expect(() => TriageResult.strict().parse(triage(log))).not.toThrow();
  });

  it('answers the same whether the annotations stand above the log or not', () => {
    for (const { file, log } of cases) {
      const whole = triage(readFileSync(path.join(LOGS, file)));
      expect({ file, title: whole.title }).toEqual({ file, title: triage(log).title });
    }
  });
});
