/** What `.ci/run` does in a bare clone is what the README prints, and what that clone skips is run afterwards. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const top = new URL('../../../', import.meta.url);
const { readmeCommands } = (await import(new URL('.ci/readme-commands.mjs', top).href)) as {
  readmeCommands: (text: string) => string[];
};
const { filesWithSkips } = (await import(new URL('.ci/skipped-tests.mjs', top).href)) as {
  filesWithSkips: (results: unknown) => string[];
};

describe('readmeCommands', () => {
  it('finds the two of this README', () => {
    expect(readmeCommands(readFileSync(new URL('README.md', top), 'utf8'))).toEqual([
      'npm start -- --once',
      'npm test',
    ]);
  });

  it('takes them as they are printed', () => {
    const readme =
      '# P\n\n## Try it\n\nText.\n\n```\nnpm  install   # all\nmake "a b"\n```\n\n`npm start -- --once`\n\n## Next\n';
    expect(readmeCommands(readme)).toEqual(['npm  install', 'make "a b"']);
  });

  it.each([
    ['# P\n\n## Next\n', 'no commands'],
    ['## Try it\n\n```\nnpm start\n```\n\n## Next\n', 'does not name npm start -- --once'],
  ])('refuses a README that no longer says how', (readme, message) => {
    expect(() => readmeCommands(readme)).toThrow(message);
  });
});

describe('filesWithSkips', () => {
  it('names each file of which something was skipped, from the top of the checkout', () => {
    const file = (name: string, ...statuses: string[]) => ({
      name: `/tmp/test/clone/test/${name}`,
      assertionResults: statuses.map((status) => ({ status })),
    });
    const testResults = [
      file('unit/b.test.ts', 'passed', 'pending'),
      file('unit/c.test.ts', 'passed', 'failed'),
      file('interop/a.test.ts', 'pending'),
    ];
    expect(filesWithSkips({ testResults })).toEqual(
      ['interop/a.test.ts', 'unit/b.test.ts'].map((each) => `test/${each}`),
    );
  });
});
