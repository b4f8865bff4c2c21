import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { itUnless } from '../../../support/oracles.ts';
import { RULES } from '../../../../shared/panic/rules/index.ts';
import { SOURCES } from '../../../../shared/panic/rules/sources.ts';

const NAMES = new Set(Object.values(RULES).flatMap((rules) => rules.map(({ name }) => name)));

/** A folder with the kernel's source of the version that most rules cite, to look their words up in. */
const TREE = process.env['PURGATORY_LINUX_6_12'] ?? '';

/** C splits long strings over lines. */
const joined = (text: string): string => text.replaceAll(/"\s*\n?\s*"/g, '');

describe('where a rule has its line from', () => {
  it('is said of every rule, and of no rule that is gone', () => {
    expect(Object.keys(SOURCES).sort()).toEqual([...NAMES].sort());
  });

  it.each(Object.entries(SOURCES))('is a version, a file and words of it: %s', (_name, { tree, file, words }) => {
    expect(tree).toMatch(/^(?:v\d+\.\d+(?:\.\d+)?|Xen|OpenZFS|SPL|Lustre|Trusty|Go)$/);
    expect(file).toMatch(/^[a-z][\w.-]*(?:\/[\w.-]+)+\.(?:c|h|rs|go)$/);
    expect(words).not.toBe('');
  });

  const lacks = existsSync(TREE) ? [] : ['PURGATORY_LINUX_6_12, which names a folder with its source,'];
  itUnless(lacks, 'is found in Linux 6.12', () => {
    for (const [name, { tree, file, words }] of Object.entries(SOURCES)) {
      if (tree !== 'v6.12') continue;
      const full = path.join(TREE, file);
      const text = existsSync(full) ? joined(readFileSync(full, 'utf8')) : '';
      expect({ name, file, words, found: text.includes(words) }).toEqual({ name, file, words, found: true });
    }
  });
});
