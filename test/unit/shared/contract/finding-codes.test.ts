import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FINDING_CODES } from '../../../../shared/contract/finding-codes.ts';
import { Finding } from '../../../../shared/contract/report.ts';

const TOP = path.resolve(import.meta.dirname, '../../../..');
const PRODUCERS = ['shared/vmcore', 'functions/examine'].flatMap((folder) =>
  readdirSync(path.join(TOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ file: `${folder}/${name}`, source: readFileSync(path.join(TOP, folder, name), 'utf8') })),
);

describe('FINDING_CODES', () => {
  it('names each code once, as the schema of a finding wants it', () => {
    expect(new Set(FINDING_CODES).size).toBe(FINDING_CODES.length);
    for (const code of FINDING_CODES) {
      expect(Finding.parse({ code, severity: 'info', summary: '', evidence: [] }).code).toBe(code);
    }
  });

  it('holds every code that is found: whoever makes findings is typed against it', () => {
    const makers = PRODUCERS.filter(({ source }) => /^ +severity: .*(critical|warning|info)/m.test(source));
    expect(makers.map(({ file }) => file)).toContain('shared/vmcore/findings/deadlock.ts');
    const untyped = makers.filter(({ source }) => /\bFinding\b/.test(source.replaceAll('KnownFinding', '')));
    expect(untyped.map(({ file }) => file)).toEqual([]);
  });

  it('holds no code that nobody finds', () => {
    const sources = PRODUCERS.map(({ source }) => source).join('\n');
    const unused = FINDING_CODES.filter((code) => !new RegExp(`'${code}'|^ +${code}: '`, 'm').test(sources));
    expect(unused).toEqual([]);
  });

  it('lets a report with a code of another version be read', () => {
    const finding = { code: 'found-by-a-later-version', severity: 'info', summary: 'x', evidence: [] };
    expect(Finding.parse(finding)).toEqual(finding);
  });
});
