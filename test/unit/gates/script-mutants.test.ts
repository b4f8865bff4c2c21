/** The faults that are put into scripts: each is one that a shell still reads, and each is found where its statement runs. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptMutantsOf, withMutant, withTrace } from '../../mutation/shell.ts';

const AGENT = readFileSync(join(import.meta.dirname, '../../../clients/agent/purgatory-agent'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'purgatory-mutants-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function mutated(text: string, kind: string): string[] {
  return scriptMutantsOf(text)
    .filter((mutant) => mutant.kind === kind)
    .map((mutant) => withMutant(text, mutant));
}

describe('a fault in a script', () => {
  it.each([
    ['Condition', 'if a; then b; fi', ['if true; then b; fi', 'if false; then b; fi']],
    ['Condition', 'while a; do b; done', ['while false; do b; done']],
    ['TestOperator', '[ "$a" -lt "$b" ]', ['[ "$a" -le "$b" ]', '[ "$a" -ge "$b" ]']],
    ['TestOperator', '[ -f a ]', ['[ ! -f a ]']],
    ['TestOperator', 'echo -f =', []],
    ['LogicalOperator', 'a && b || c', ['a || b || c', 'a && b && c']],
    ['Negation', '! a', [' a']],
    ['Statement', 'a b; c', [':; c', 'a b; :']],
    ['Statement', 'x=$(a)', [':', 'x=$(:)']],
    ['Statement', 'a <<E\nb\nE\n', []],
    ['FunctionBody', 'f() { a; }', ['f() { :; }']],
    ['CaseItem', 'case $a in x) b ;; *) c ;; esac', ['case $a in  *) c ;; esac']],
    ['Redirection', 'a 2>/dev/null', ['a ']],
    ['Redirection', 'a >>b', ['a ', 'a >b']],
    ['Number', 'x=60', ['x=61']],
    ['Number', 'return 0', ['return 1']],
    ['Number', 'head -n 1', ['head -n 2']],
    ['ArithmeticOperator', 'x=$((a + b))', ['x=$((a - b))']],
    ['Number', 'x=$((a + 1))', ['x=$((a + 2))']],
    ['String', `a "b $c" "$d" 'e'`, [`a '' "$d" 'e'`, `a "b $c" "$d" ''`]],
    ['Removal', 'x=${a##*/}', ['x=${a#*/}']],
    ['Default', 'x=${a:-b}', ['x=${a:-}']],
  ])('is a small one: %s of %j', (kind, text, expected) => {
    expect(mutated(text, kind)).toEqual(expected);
  });

  it('leaves a script that a shell reads: one of each kind in the agent', () => {
    const all = scriptMutantsOf(AGENT);
    const kinds = new Set(all.map(({ kind }) => kind));
    expect(kinds.size).toBeGreaterThan(10);
    for (const kind of kinds) {
      const some = all.filter((mutant) => mutant.kind === kind);
      for (const mutant of [some[0], some[some.length >> 1], some.at(-1)]) {
        const text = withMutant(AGENT, mutant!);
        expect(text).not.toBe(AGENT);
        const read = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
        expect([mutant, read.stderr, read.status]).toEqual([mutant, '', 0]);
      }
    }
  });

  it('is none in what is no script', () => {
    expect(() => scriptMutantsOf('if a; then')).toThrow(/^not a script: /);
  });
});

describe('a script that tells what it came to', () => {
  function run(text: string) {
    const trace = join(folder, "it's a trace");
    writeFileSync(trace, '');
    const script = withTrace(`#!/bin/sh\n${text}`, trace);
    const { stdout, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    const offsets = readFileSync(trace, 'utf8').split('\n').filter(Boolean).map(Number);
    return { stdout, status, came: offsets.map((at) => text.slice(at - '#!/bin/sh\n'.length).split(/[\n;]/)[0]) };
  }

  it('does what it did, and names each statement once it comes to it', () => {
    const { stdout, status, came } = run(
      'f() { false; x=$?; echo "$x"; }\nif [ 1 = 2 ]; then echo no; else f; fi\necho a | tr a b\n(exit 3)\nexit $?\n',
    );
    expect([stdout, status]).toEqual(['1\nb\n', 3]);
    expect(came).toEqual([
      'if [ 1 = 2 ]',
      '[ 1 = 2 ]',
      'f',
      'false',
      'x=$?',
      'echo "$x"',
      'echo a | tr a b',
      '(exit 3)',
      'exit 3)',
      'exit $?',
    ]);
  });

  it('names the statement that each fault lies in', () => {
    const text = '#!/bin/sh\nif a "b c"; then x=$(d 1); fi\n';
    const places = new Map(scriptMutantsOf(text).map((mutant) => [withMutant(text, mutant), mutant.statement]));
    const at = (what: string) => text.indexOf(what);
    expect(places.get(text.replace('"b c"', "''"))).toBe(at('a "b'));
    expect(places.get(text.replace('d 1', 'd 2'))).toBe(at('x='));
    expect(places.get(text.replace('a "b c"', 'true'))).toBe(at('if'));
  });

  it('names for each fault in the agent a statement that tells when it runs', () => {
    const told = new Set([...withTrace(AGENT, 'trace').matchAll(/ran_here (\d+); /g)].map(([, at]) => Number(at)));
    const untold = scriptMutantsOf(AGENT).filter(({ statement }) => !told.has(statement));
    expect(untold).toEqual([]);
    const text = '#!/bin/sh\nf() {\n  if a; then b; fi\n}\nc\n';
    const [body] = scriptMutantsOf(text).filter(({ kind }) => kind === 'FunctionBody');
    expect(body?.statement).toBe(text.indexOf('if a'));
  });
});
