import { describe, expect, it } from '@jest/globals';
import { whereaboutsOf, withPlaces } from '../../../../functions/triage/places.ts';
import type { StoredGroup } from '../../../../shared/aws/crashes/items.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { TransientError } from '../../../../shared/errors.ts';
import type { FindLines } from '../../../../shared/symbols/lines/find.ts';
import { symbolFixture, tableOf } from '../../../support/symbol-fixtures.ts';
import { crash } from './harness.ts';

const table = await tableOf(symbolFixture('gcc-dwarf5'), 'gcc-dwarf5');
const frame = { symbol: 'start_kernel', offset: 0x1c, sizeBytes: 80, reliable: true, exact: true };
const result: TriageResult = crash('BUG in start_kernel', { frames: [frame], guilty: 'start_kernel' });
const LINED = 'start_kernel+0x1c (include/linux/lines.h:6)';
const rules = {
  subsystems: [
    { name: 'LIBRARY', files: ['lib/'] },
    { name: 'EVERY HEADER', files: ['include/'] },
  ],
  owners: [{ pattern: 'lib/', owners: ['@lib', '@core'] }],
};

function deps(find?: FindLines, group?: StoredGroup) {
  const written: StoredGroup[] = [];
  return {
    written,
    ...(find === undefined ? {} : { findLines: find }),
    subsystems: { rules: () => Promise.resolve(rules) },
    sleep: (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (find === stalled) resolve();
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
    crashes: {
      groups: {
        update: (id: string, change: (current: StoredGroup) => StoredGroup) => {
          if (group === undefined) throw new Error(`no group ${id}`);
          const next = change(group);
          written.push(next);
          return Promise.resolve({ group: next, events: [] });
        },
      },
    } as never,
  };
}

const knows: FindLines = () => Promise.resolve([table]);
const stalled: FindLines = () => new Promise(() => undefined);

describe('the culprit of a new group', () => {
  it('has its line, the subsystem of the function that it stands in, and that one’s owners', async () => {
    expect(await whereaboutsOf(result, deps(knows))).toEqual({
      culprit: [LINED],
      subsystem: 'LIBRARY',
      owner: '@lib @core',
    });
  });

  it.each([
    ['nobody is asked', undefined],
    ['nobody knows', () => Promise.resolve([])],
    ['who is asked fails', () => Promise.reject(new TransientError('no answer'))],
    ['who is asked does not answer in time', stalled],
  ] as [string, FindLines | undefined][])('is told by its name alone where %s', async (_, find) => {
    expect(await whereaboutsOf(result, deps(find))).toEqual({ culprit: ['start_kernel+0x1c'] });
  });
});

describe('a group that is known', () => {
  const group = { id: 'c01', culprit: ['start_kernel+0x1c'], title: 'x' } as unknown as StoredGroup;

  it('gains lines when the symbols came after its first crash; an owner that a person has set stays', async () => {
    const made = deps(knows, { ...group, owner: 'rae' });
    const after = await withPlaces({ ...group, owner: 'rae' }, [{ result }], made);
    expect(after).toMatchObject({ culprit: [LINED], subsystem: 'LIBRARY', owner: 'rae', title: 'x' });
    expect(made.written).toHaveLength(1);
  });

  it('is not written where nothing is gained, and nobody is asked again', async () => {
    const asked: unknown[] = [];
    const find: FindLines = (build) => {
      asked.push(build);
      return Promise.resolve([]);
    };
    expect(await withPlaces(group, [{ result }], deps(find, group))).toBe(group);
    expect(asked).toHaveLength(1);
    const lined = { ...group, culprit: [LINED] };
    expect(await withPlaces(lined, [{ result }], deps(find, lined))).toBe(lined);
    expect(asked).toHaveLength(1);
  });
});
