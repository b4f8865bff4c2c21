import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Events } from '../../../shared/contract/events.ts';

const top = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(top, path), 'utf8');

describe('docs/events.md', () => {
  it.each(Object.keys(Events))('describes %s', (name) => {
    expect(read('docs/events.md')).toContain(`\`${name}\``);
  });
});

describe('docs/runbook.md', () => {
  const runbook = read('docs/runbook.md');
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );

  it.each(readdirSync(join(top, 'functions')))('has sections for the errors and throttles of %s', (name) => {
    expect(anchors).toEqual(expect.arrayContaining([`${name}-errors`, `${name}-throttles`]));
  });

  it.each(['triage', 'examine', 'seal', 'alert'])('has sections for the queue of %s', (name) => {
    expect(anchors).toEqual(expect.arrayContaining([`${name}-age`, `${name}-dead-letters`]));
  });

  it('says in each section what it means, how to look and what to do', () => {
    for (const section of runbook.split(/^## /m).slice(1)) {
      expect(section).toMatch(/\*\*Description\.\*\* \S[^]*\*\*Investigation\.\*\* \S[^]*\*\*Resolution\.\*\* \S/);
    }
  });
});
