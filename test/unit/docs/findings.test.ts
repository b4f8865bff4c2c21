import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FINDING_CODES } from '../../../shared/contract/finding-codes.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/findings.md'), 'utf8');
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

describe('docs/findings.md', () => {
  it.each(FINDING_CODES)('says of %s what it means, what the evidence says and what to do next', (code) => {
    expect(sections.get(code)).toMatch(/^[a-z-]+\n\n[A-Z][^]+\n\n\*\*Evidence:\*\* \S[^]+\n\n\*\*Next:\*\* \S/);
  });

  it('tells of no finding that there is none of', () => {
    expect([...sections.keys()].filter((code) => !FINDING_CODES.some((known) => known === code))).toEqual([]);
  });
});
