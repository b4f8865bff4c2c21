/** C's arithmetic: what two numbers make, and of which type. */
import { bare, INT, LONG, sizeOf, UNSIGNED_LONG, type CType } from './ctype.ts';
import type { Binary } from './syntax.ts';
import { scalarOf, typeError, type Value } from './value.ts';

interface Operand {
  readonly type: CType;
  readonly value: bigint;
}

const COMPARE: Partial<Record<Binary, (a: bigint, b: bigint) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** @throws {ExploreError} type, for a division by zero and what has no such operation */
export function binaryOperation(operator: Binary, left: Operand, right: Operand, at: number): Value {
  const compare = COMPARE[operator];
  const type = commonType(left.type, right.type);
  if (compare !== undefined) {
    const [a, b] = [scalarOf(type, left.value).scalar ?? 0n, scalarOf(type, right.value).scalar ?? 0n];
    return scalarOf(INT, compare(a, b) ? 1n : 0n);
  }
  const pointers = pointerOperation(operator, left, right, at);
  if (pointers !== undefined) return pointers;
  return scalarOf(
    operator === '<<' || operator === '>>' ? integer(left.type) : type,
    arithmetic(operator, left.value, right.value, at),
  );
}

function pointerOperation(operator: Binary, left: Operand, right: Operand, at: number): Value | undefined {
  const [a, b] = [elementSize(left.type), elementSize(right.type)];
  if (a === undefined && b === undefined) return undefined;
  if (operator === '+' && (a === undefined || b === undefined)) {
    const [pointer, number] = a === undefined ? [right, left] : [left, right];
    return scalarOf(decayed(pointer.type), pointer.value + number.value * BigInt(a ?? b ?? 1));
  }
  if (operator === '-' && a !== undefined) {
    if (b === undefined) return scalarOf(decayed(left.type), left.value - right.value * BigInt(a));
    return scalarOf(LONG, (left.value - right.value) / BigInt(a));
  }
  if (operator === '&' || operator === '|' || operator === '^' || operator === '%') return undefined;
  throw typeError(`\`${operator}\` is no operation on pointers`, at, 'a cast to unsigned long');
}

function arithmetic(operator: Binary, a: bigint, b: bigint, at: number): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
    case '%':
      if (b === 0n) throw typeError('a division by zero', at);
      return operator === '/' ? a / b : a % b;
    case '<<':
    case '>>':
      if (b < 0n || b > 127n) throw typeError(`a shift by ${b} bits`, at, '0 to 127');
      return operator === '<<' ? a << b : a >> b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      throw typeError(`\`${operator}\` is no arithmetic`, at);
  }
}

/** Bytes that a pointer goes on by when 1 is added; undefined for what is none. */
function elementSize(type: CType): number | undefined {
  const at = bare(type);
  const to = at.kind === 'pointer' ? at.to : at.kind === 'array' ? at.of : undefined;
  return to === undefined ? undefined : Math.max(1, sizeOf(to));
}

function decayed(type: CType): CType {
  const at = bare(type);
  return at.kind === 'array' ? { kind: 'pointer', to: at.of } : type;
}

function integer(type: CType): CType {
  const at = bare(type);
  if (at.kind === 'int') return at.sizeBytes < 4 ? INT : type;
  return at.kind === 'enum' ? INT : UNSIGNED_LONG;
}

/** The usual arithmetic conversions. */
function commonType(left: CType, right: CType): CType {
  const [a, b] = [bare(integer(left)), bare(integer(right))];
  if (a.kind !== 'int' || b.kind !== 'int') return UNSIGNED_LONG;
  if (a.sizeBytes === b.sizeBytes) return a.signed ? integer(right) : integer(left);
  return a.sizeBytes > b.sizeBytes ? integer(left) : integer(right);
}
