/** Files of compiled code: whatever is not exactly what was kept, and by oneself, is not taken. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { MAX_KEPT_BYTES, readKept, writeKept } from '../../../../clients/cli/packaging/loader/kept-code.ts';
import { tries } from '../../../support/thorough.ts';

const top = mkdtempSync(join(tmpdir(), 'purgatory-kept-code-'));
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(top, 'one-')), 'cache/purgatory/code');
});

const parts = new Map([
  ['main.cjs', Buffer.from('compiled')],
  ['lib/a.cjs', Buffer.alloc(70_000, 7)],
  ['lib/empty.cjs', Buffer.alloc(0)],
]);

describe('compiled code', () => {
  it('is read as it was kept, whatever it is', () => {
    const name = fc.stringMatching(/^[a-z./-]{1,40}$/);
    const code = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.dictionary(name, code, { maxKeys: 6, noNullPrototype: true }), fc.nat(255), (all, runs) => {
        const kept = { parts: new Map(Object.entries(all)), runs };
        writeKept(file, kept);
        expect(readKept(file)).toEqual(kept);
      }),
      { numRuns: tries(20, 200) },
    );
  });

  it('is for its owner alone, and nothing else is left beside it', () => {
    writeKept(file, { parts, runs: 1 });
    writeKept(file, { parts, runs: 2 });
    expect(readKept(file)).toEqual({ parts, runs: 2 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(file, '..'))).toEqual(['code']);
  });

  it('is not taken where a bit of it is another, or it ends elsewhere', () => {
    writeKept(file, { parts: new Map([['a.cjs', Buffer.from('compiled code')]]), runs: 1 });
    const whole = readFileSync(file);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file, bytes);
      expect(readKept(file)).toBeUndefined();
    }
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(file, whole.subarray(0, length));
      expect(readKept(file)).toBeUndefined();
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.alloc(1)]));
    expect(readKept(file)).toBeUndefined();
    writeFileSync(file, whole);
    expect(readKept(file)).toBeDefined();
  });

  it('is not taken where others may write it, by a link, or from what is no file', () => {
    writeKept(file, { parts, runs: 1 });
    for (const mode of [0o620, 0o602]) {
      chmodSync(file, mode);
      expect(readKept(file)).toBeUndefined();
    }
    chmodSync(file, 0o600);
    expect(readKept(file)).toBeDefined();
    symlinkSync(file, `${file}-link`);
    expect(readKept(`${file}-link`)).toBeUndefined();
    expect(readKept(join(file, '..'))).toBeUndefined();
    expect(readKept(`${file}-none`)).toBeUndefined();
  });

  it('is not taken from another user', () => {
    writeKept(file, { parts, runs: 1 });
    const own = jest.spyOn(process, 'getuid').mockReturnValue(statSync(file).uid + 1);
    expect(readKept(file)).toBeUndefined();
    own.mockRestore();
    expect(readKept(file)).toBeDefined();
  });

  it('is not kept where it is more than would be read', () => {
    writeKept(file, { parts: new Map([['a.cjs', Buffer.alloc(MAX_KEPT_BYTES)]]), runs: 1 });
    expect(readKept(file)).toBeUndefined();
    writeKept(file, { parts: new Map([['a.cjs', Buffer.alloc(MAX_KEPT_BYTES - 100)]]), runs: 1 });
    expect(readKept(file)?.parts.get('a.cjs')?.length).toBe(MAX_KEPT_BYTES - 100);
  });

  it('costs nobody a run where the folder can’t be written to', () => {
    mkdirSync(join(file, '../..'), { recursive: true });
    writeFileSync(join(file, '..'), 'no folder');
    writeKept(file, { parts, runs: 1 });
    expect(readKept(file)).toBeUndefined();
  });
});
