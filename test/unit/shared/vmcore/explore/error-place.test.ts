import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placed } from '../../../../../shared/vmcore/explore/error-place.ts';
import { ExploreError, ExploreErrorCode } from '../../../../../shared/vmcore/explore/explore-error.ts';

const VERBS = ['p', 'eval', 'what', 'walk', 'dis', 'struct', 'list'];
const missing = (name: string, at = 0) => new ExploreError(ExploreErrorCode.UnknownName, 'no such', { at, name });
const syntax = (at: number) => new ExploreError(ExploreErrorCode.Syntax, 'stands here', { at, expected: 'an end' });
const verbOf = (question: string) => /^\s*([a-z]+)/.exec(question)?.[1] ?? '';
const at = (question: string, error: ExploreError) => placed(error, question, verbOf(question), VERBS).at;

describe('where an error is', () => {
  it('is where the name that is missing stands as a word of its own, after the command', () => {
    expect(at('dis nosuch', missing('nosuch'))).toBe(4);
    expect(at('  p a_b + b', missing('b'))).toBe(10);
    expect(at('struct struct', missing('struct', 3))).toBe(7);
    expect(at('list -H worked.out', missing('other'))).toBeUndefined();
  });

  it('is counted from the begin of the question where a command reads on, and unknown where it takes words', () => {
    expect(at('p 1 +', syntax(3))).toBe(5);
    expect(at('p -x 1 +', syntax(3))).toBe(8);
    expect(at(' eval  1 +', syntax(3))).toBe(10);
    expect(at('walk -x y', syntax(0))).toBe(5);
    expect(at('dis 1 +', syntax(3))).toBeUndefined();
  });

  it('stays where it was in an expression, and without one where there was none', () => {
    expect(at('jiffies x', syntax(8))).toBe(8);
    const fault = new ExploreError(ExploreErrorCode.Fault, 'a fault', { fault: { address: 1n, why: 'not mapped' } });
    expect(placed(fault, 'p x', 'p', VERBS)).toBe(fault);
  });

  it('keeps what else an error says', () => {
    const error = new ExploreError(ExploreErrorCode.NoMember, 'no', { at: 0, name: 'b', near: ['c'], expected: 'd' });
    const { code, message, near, missing: name, expected } = placed(error, 'p b', 'p', VERBS);
    expect({ code, message, near, name, expected }).toEqual({
      ...{ code: error.code, message: 'no, expected d (near: c)', near: ['c'], name: 'b', expected: 'd' },
    });
  });

  it('is at a word that is nearly a command, where more follows it', () => {
    const error = placed(syntax(6), ' strct task_struct', 'strct', VERBS);
    expect([error.message, error.at, error.near]).toEqual(['`strct` is no command (near: struct)', 1, ['struct']]);
    expect(at('strct', syntax(5))).toBe(5);
    expect(at('nothing like it', syntax(8))).toBe(8);
  });

  it('lies within the question, whatever is asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERBS, 'x'), fc.string(), fc.string(), (verb, rest, name) => {
        const question = `${verb} ${rest}`;
        const place = placed(missing(name), question, verb, VERBS).at;
        if (place !== undefined) expect(place).toBeLessThanOrEqual(question.length);
      }),
    );
  });
});
