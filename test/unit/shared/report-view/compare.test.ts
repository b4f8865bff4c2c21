import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../../../../shared/contract/report.ts';
import { compareReports } from '../../../../shared/report-view/compare.ts';

const MIB = 2 ** 20;
const frame = (symbol: string) => ({ address: '0xffffffff81000000', symbol, offset: 1, reliable: true });
const module = (name: string, more: object = {}) => ({ name, address: '0x0', sizeBytes: 1, tainted: [], ...more });
const report = (symbols: readonly string[], more: object = {}): Report =>
  ({
    kernel: { release: '6.12.117', machine: 'x86_64', tainted: [] },
    panic: { title: 'BUG in f', kind: 'bug', fingerprint: null, frames: symbols.map(frame) },
    findings: [],
    ...more,
  }) as unknown as Report;

describe('compareReports', () => {
  it('puts what both know beside each other, and takes nothing for alike that one does not say', () => {
    const other = {
      kernel: { release: '6.12.111', machine: 'x86_64', tainted: [{ flag: 'O', meaning: '' }], buildId: 'ab' },
    };
    const { facts } = compareReports(report(['f']), report(['f'], other));
    const likeness = Object.fromEntries(facts.map((row) => [row.name, row.likeness]));
    expect(likeness).toMatchObject({ release: 'differs', machine: 'same', taints: 'differs', 'build-id': 'unknown' });
    expect(facts.find(({ name }) => name === 'taints')).toMatchObject({ a: 'none', b: 'O' });
    expect(likeness).not.toHaveProperty('signature');
  });

  it('lines up the functions that both went through', () => {
    const { frames } = compareReports(report(['die', 'f', 'g', 'main']), report(['f', 'h', 'g', 'main']));
    expect(frames.map(({ a, b }) => [a?.split('+')[0], b?.split('+')[0]])).toEqual([
      ['die', undefined],
      ['f', 'f'],
      [undefined, 'h'],
      ['g', 'g'],
      ['main', 'main'],
    ]);
  });

  it('leaves out no frame, and keeps each side in its order', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, (left, right) => {
        const { frames } = compareReports(report(left), report(right));
        const side = (of: 'a' | 'b') => frames.flatMap((pair) => pair[of]?.split('+')[0] ?? []);
        expect([side('a'), side('b')]).toEqual([left, right]);
        for (const { a, b } of frames) if (a !== undefined && b !== undefined) expect(a).toBe(b);
      }),
    );
  });

  it('lists modules that one lacks or has in another build, and says nothing where one lists none', () => {
    const a = report([], { modules: [module('ext4', { buildId: 'aa' }), module('nfs'), module('xfs')] });
    const b = report([], { modules: [module('ext4', { buildId: 'bb' }), module('xfs')] });
    expect(compareReports(a, b).modules.map(({ name, b: there }) => [name, there])).toEqual([
      ['ext4', 'bb'],
      ['nfs', undefined],
    ]);
    expect(compareReports(a, report([]))).toMatchObject({ modules: [], modulesKnown: false });
  });

  it('compares memory by its share of the whole, and findings by their codes', () => {
    const memory = (total: number, slab: number) => ({
      totalBytes: total * MIB,
      slabBytes: slab * MIB,
      freeBytes: 10 * MIB,
    });
    const finding = { code: 'slab-leak', severity: 'warning', summary: 'slab grows', evidence: [] };
    const { memory: rows, findings } = compareReports(
      report([], { memory: memory(100, 10) }),
      report([], { memory: memory(200, 120), findings: [finding] }),
    );
    expect(Object.fromEntries(rows.map(({ name, likeness }) => [name, likeness]))).toMatchObject({
      ...{ total: 'differs', slab: 'differs', free: 'differs' },
    });
    expect(rows.find(({ name }) => name === 'slab')?.b).toContain('(60 %)');
    expect(findings).toEqual([{ name: 'slab-leak', a: undefined, b: 'slab grows', likeness: 'differs' }]);
  });
});
