import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const top = new URL('../../../', import.meta.url);
const { licenceFaults } = (await import(new URL('.ci/sbom.mjs', top).href)) as {
  licenceFaults: (lock: unknown) => string[];
};

const lock = (entry: object): unknown => ({
  packages: { '': { license: 'none' }, 'node_modules/x': { version: '1.0.0', ...entry } },
});

describe('licenceFaults', () => {
  it('finds none in the lock of this project', () => {
    expect(licenceFaults(JSON.parse(readFileSync(new URL('package-lock.json', top), 'utf8')))).toEqual([]);
  });

  it.each(['MIT', '(MIT OR GPL-3.0-or-later)', 'Apache-2.0 AND MIT'])('allows %s', (license) => {
    expect(licenceFaults(lock({ license }))).toEqual([]);
  });

  it.each([
    'GPL-3.0-only',
    'Apache-2.0 AND GPL-2.0-only',
    'MIT AND (MIT OR GPL-2.0-only)',
    'SEE LICENSE IN x',
    '',
    'MPL-2.0',
  ])('does not allow %s in what is shipped', (license) => {
    expect(licenceFaults(lock({ license }))).toEqual([`x@1.0.0: ${license} (is shipped)`]);
  });

  it('allows more of a tool, but not everything, and not the absence of a licence', () => {
    expect(licenceFaults(lock({ license: 'MPL-2.0', dev: true }))).toEqual([]);
    expect(licenceFaults(lock({ license: 'GPL-3.0-only', dev: true }))).toEqual(['x@1.0.0: GPL-3.0-only']);
    expect(licenceFaults(lock({ dev: true }))).toEqual(['x@1.0.0: no licence']);
  });

  it('takes the licence of the package that names it for one of another platform', () => {
    const packages = (license: string): unknown => ({
      packages: {
        'node_modules/tool': { version: '1.0.0', license, dev: true, optionalDependencies: { '@tool/aix': '1.0.0' } },
        'node_modules/@tool/aix': { version: '1.0.0', dev: true, optional: true },
      },
    });
    expect(licenceFaults(packages('MIT'))).toEqual([]);
    expect(licenceFaults(packages('GPL-2.0-only'))).toHaveLength(2);
  });
});
