import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExploreError, ExploreErrorCode } from '../../../../../shared/vmcore/explore/explore-error.ts';
import { parseExpression } from '../../../../../shared/vmcore/explore/parser.ts';
import type { Expression, TypeName } from '../../../../../shared/vmcore/explore/syntax.ts';
import { isTypeName } from '../../../../../shared/vmcore/explore/syntax.ts';
import { parseWalk } from '../../../../../shared/vmcore/explore/walk-syntax.ts';

const TYPEDEFS = new Set(['u64', 'atomic_t', 'pg_data_t']);
const isTypedef = (name: string): boolean => TYPEDEFS.has(name);
const parse = (text: string): string => show(parseExpression(text, isTypedef));

/** An expression with every bracket that C leaves out. */
function show(node: Expression): string {
  switch (node.node) {
    case 'number':
      return String(node.value);
    case 'string':
      return JSON.stringify(node.text);
    case 'name':
      return node.name;
    case 'member':
      return `(${show(node.of)}${node.arrow ? '->' : '.'}${node.name})`;
    case 'index':
      return `${show(node.of)}[${show(node.index)}]`;
    case 'slice':
      return `${show(node.of)}[${show(node.from)}:${show(node.to)}]`;
    case 'unary':
      return `(${node.operator}${show(node.operand)})`;
    case 'binary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'conditional':
      return `(${show(node.test)} ? ${show(node.yes)} : ${show(node.no)})`;
    case 'cast':
      return `((${showType(node.type)})${show(node.operand)})`;
    case 'sizeof':
      return `sizeof(${isTypeName(node.of) ? showType(node.of) : show(node.of)})`;
    case 'offsetof':
      return `offsetof(${showType(node.type)})`;
    case 'container_of':
      return `container_of(${show(node.pointer)}, ${showType(node.type)})`;
    case 'call':
      return `${node.name}(${node.arguments.map(show).join(', ')})`;
  }
}

function showType(type: TypeName): string {
  switch (type.type) {
    case 'named':
      return `${type.tag === undefined ? '' : `${type.tag} `}${type.name}`;
    case 'pointer':
      return `*${showType(type.to)}`;
    case 'array':
      return `[${type.length === undefined ? '' : show(type.length)}]${showType(type.of)}`;
    case 'function':
      return `fn ${showType(type.returns)}`;
    case 'members':
      return '{}';
  }
}

describe('parseExpression', () => {
  it.each([
    ['init_task.comm', '(init_task.comm)'],
    [
      '((struct task_struct *)0xffff8881)->mm->pgd',
      '((((*struct task_struct)4294936705)->mm)->pgd)'.replace('4294936705', String(0xffff8881)),
    ],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a << 2 | b & ~c', '((a << 2) | (b & (~c)))'],
    ['a == b && c != d || !e', '(((a == b) && (c != d)) || (!e))'],
    ['*p++'.replace('++', ''), '(*p)'],
    ['&x.y[3]', '(&(x.y)[3])'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['fd[0:4]', 'fd[0:4]'],
    ['fd[0..n]', 'fd[0:n]'],
    ['sizeof(struct page)', 'sizeof(struct page)'],
    ['sizeof x', 'sizeof(x)'],
    ['sizeof(unsigned long int)', 'sizeof(unsigned long)'],
    ['(u64)-1', '((u64)(-1))'],
    ['(pg_data_t **)&x', '((**pg_data_t)(&x))'],
    ['(a) * b', '(a * b)'],
    ['(u64 *)p', '((*u64)p)'],
    ['(char (*)[16])p', '((*[16]char)p)'],
    ['(int (*)(void))p', '((*fn int)p)'],
    ['per_cpu(runqueues, 1).curr', '(per_cpu(runqueues, 1).curr)'],
    ['container_of(p->next, struct module, list)->name', '(container_of((p->next), struct module)->name)'],
    ['comm == "a\\"b" && c == \'x\'', '((comm == "a\\"b") && (c == 120))'],
    ['0777 + 0x1F + 0b11', '((511 + 31) + 3)'],
  ])('reads %s', (text, shown) => {
    expect(parse(text)).toBe(shown);
  });

  it.each([
    ['a +', 3, 'a name, a number or `(`'],
    ['a.', 2, 'the name of a member'],
    ['(struct )x', 8, 'the name of a struct'],
    ['per_cpu(x, 1', 12, '`)`'],
    ['a b', 2, 'an operator, or the end'],
    ['x[1', 3, '`]`'],
    ['a ? b', 5, '`:`'],
  ])('says of %s where it is wrong and what was expected', (text, at, expected) => {
    const error = refusal(() => parse(text));
    expect({ code: error.code, at: error.at, expected: error.expected }).toEqual({ code: 'syntax', at, expected });
  });

  it.each(['"abc', '`', '12abc', '0xg', "'ab'"])('refuses %s as no token', (text) => {
    expect(refusal(() => parse(text)).code).toBe(ExploreErrorCode.Syntax);
  });

  it('does not follow nesting without end', () => {
    for (const text of [
      '('.repeat(5000) + 'a',
      '*'.repeat(5000) + 'a',
      'a' + '.b'.repeat(5000),
      'a' + '+a'.repeat(5000),
    ]) {
      expect(refusal(() => parse(text)).code).toBe(ExploreErrorCode.Limit);
    }
  });

  it('answers whatever text with an expression or with an error of its own', () => {
    const words = [
      'struct',
      'a',
      '*',
      '(',
      ')',
      '->',
      '.',
      '[',
      ']',
      'sizeof',
      'container_of',
      ',',
      '0x1',
      '"x"',
      '?',
      ':',
      'u64',
      '&&',
      '-',
      '{',
      '..',
      'offsetof',
    ];
    const noise = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words), { maxLength: 24 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(noise, (text) => {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof ExploreError)) throw error;
        }
      }),
    );
  });
});

describe('parseWalk', () => {
  it('reads sources with their types and members, a condition, columns and limits', () => {
    const walk = parseWalk(
      'list &modules type struct module.list as m, array m->mem as x where state == 0 show name, mem[0].size as bytes from 5 limit 7',
      isTypedef,
    );
    expect(walk.sources.map(({ kind, as, member }) => ({ kind, as, steps: member?.steps.length }))).toEqual([
      { kind: 'list', as: 'm', steps: 1 },
      { kind: 'array', as: 'x', steps: undefined },
    ]);
    expect(walk.columns.map(({ title }) => title)).toEqual(['name', 'bytes']);
    expect({ from: walk.from, limit: walk.limit }).toEqual({ from: 5, limit: 7 });
  });

  it('takes a type without a member before the next clause', () => {
    const [source] = parseWalk('maple &mm->mm_mt type struct vm_area_struct show vm_start', isTypedef).sources;
    expect(source?.member).toBeUndefined();
  });

  it('names what can be walked where something else is asked', () => {
    const error = refusal(() => parseWalk('lits &modules', isTypedef));
    expect({ code: error.code, near: error.near }).toEqual({ code: 'syntax', near: ['list'] });
  });
});

function refusal(make: () => unknown): ExploreError {
  try {
    make();
  } catch (error) {
    if (error instanceof ExploreError) return error;
    throw error;
  }
  throw new Error('it was answered');
}
