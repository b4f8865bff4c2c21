import { describe, expect, it } from '@jest/globals';
import { describeUnless, describeWith, itWith } from '../../support/oracles.ts';
import type { Registrar } from '../../support/oracles.ts';
import { missing } from '../../support/outside.ts';

/** Runs what is registered at once, as Jest does with suites, and notes it. */
function recorder(): Registrar & { readonly seen: string[] } {
  const seen: string[] = [];
  const it = (title: string, body: () => unknown): void => {
    seen.push(`it ${title}`);
    body();
  };
  return {
    seen,
    describe: (title, body) => {
      seen.push(`describe ${title}`);
      body();
    },
    it: Object.assign(it, { skip: (title: string): void => void seen.push(`skip ${title}`) }),
  };
}

describe('describeUnless', () => {
  it('runs the body where nothing is lacking', () => {
    const on = recorder();
    describeUnless(
      [],
      'a suite',
      () => {
        on.seen.push('body');
      },
      on,
    );
    expect(on.seen).toEqual(['describe a suite', 'body']);
  });

  it('leaves the body alone where something is, and says all of that in one skipped test', () => {
    const on = recorder();
    const body = (): void => {
      throw new Error('ENOENT');
    };
    describeUnless(['crash is not installed', '../shared/corpus is not there'], 'a suite', body, on);
    expect(on.seen).toEqual([
      'describe a suite',
      'skip (skipped: crash is not installed, ../shared/corpus is not there)',
    ]);
  });
});

describe('itWith', () => {
  it('runs, or says what is missing', () => {
    const on = recorder();
    itWith({ files: [import.meta.filename] }, 'reads itself', () => void on.seen.push('body'), on);
    itWith({ commands: ['no-such-command'] }, 'runs it', () => void on.seen.push('never'), on);
    expect(on.seen).toEqual(['it reads itself', 'body', 'skip runs it (skipped: no-such-command is not installed)']);
  });
});

describe('missing', () => {
  it('names files beside the checkout from its top, and others in full', () => {
    const beside = `${import.meta.dirname}/../../../../no/such/corpus`;
    expect(missing({ files: [beside, '/no/such/file', import.meta.filename] })).toEqual([
      '../no/such/corpus is not there',
      '/no/such/file is not there',
    ]);
  });
});

// The one suite that needs nothing is this: it fails where `describeWith` would skip it.
let ran = false;
describeWith({}, 'describeWith', () => {
  ran = true;
  it('runs what needs nothing', () => {
    expect(ran).toBe(true);
  });
});
