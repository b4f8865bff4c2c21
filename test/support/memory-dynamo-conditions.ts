/**
 * Conditions of DynamoDB as the service reads them: the grammar of its expressions, every placeholder defined and every defined one
 * used, and values of different types never in order.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
type Item = Readonly<Record<string, unknown>>;

export interface Expressions {
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** As the service's own error of this name, which the SDK has no class for. */
export function invalid(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationException', $fault: 'client', $metadata: {} });
}

/** @throws ValidationException for a placeholder that is not defined, or defined and not used */
export function checkPlaceholders(expressions: Expressions): void {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = expressions;
  const { ConditionExpression, UpdateExpression, KeyConditionExpression, FilterExpression, ProjectionExpression } =
    expressions;
  const all = [ConditionExpression, UpdateExpression, KeyConditionExpression, FilterExpression, ProjectionExpression];
  const used = new Set(all.join(' ').match(/[#:]\w+/g) ?? []);
  const defined = new Set([...Object.keys(names), ...Object.keys(values)]);
  for (const name of used) if (!defined.has(name)) throw invalid(`${name} is used and not defined`);
  for (const name of defined) if (!used.has(name)) throw invalid(`${name} is defined and not used in expressions`);
}

const OPERATORS = new Set(['=', '<>', '<', '<=', '>', '>=']);
const TOKEN = /\s*(<=|>=|<>|[=<>(),]|[#:]?\w+(?:\.\w+)*)/y;

/** Says of an item (undefined: there is none) whether it is as the expression asks. */
type Condition = (item: Item | undefined, expressions: Expressions) => boolean;

/** A query asks the same of each item of a partition: what was parsed once is kept. */
const parsed = new Map<string, Condition>();

/** Whether `item` (undefined: there is none) is as an expression asks. */
export function conditionHolds(expression: string, item: Item | undefined, expressions: Expressions): boolean {
  let condition = parsed.get(expression);
  if (condition === undefined) {
    condition = parseCondition(expression);
    parsed.set(expression, condition);
  }
  return condition(item, expressions);
}

function valueOf(operand: string, item: Item | undefined, expressions: Expressions): unknown {
  if (operand.startsWith(':')) return expressions.ExpressionAttributeValues?.[operand];
  const name = expressions.ExpressionAttributeNames?.[operand] ?? operand;
  return item?.[name];
}

function parseCondition(expression: string): Condition {
  const tokens = tokensOf(expression);
  let at = 0;
  const peek = (): string => tokens[at]?.toUpperCase() ?? '';
  const next = (): string => tokens[at++] ?? '';
  const expect = (token: string): void => {
    if (next().toUpperCase() !== token) throw invalid(`${token} expected in ${expression}`);
  };

  function either(): Condition {
    let holds = all();
    while (peek() === 'OR') {
      next();
      const [left, right] = [holds, all()];
      holds = (item, given) => left(item, given) || right(item, given);
    }
    return holds;
  }
  function all(): Condition {
    let holds = one();
    while (peek() === 'AND') {
      next();
      const [left, right] = [holds, one()];
      holds = (item, given) => left(item, given) && right(item, given);
    }
    return holds;
  }
  function one(): Condition {
    if (peek() === 'NOT') {
      next();
      const inner = one();
      return (item, given) => !inner(item, given);
    }
    if (peek() === '(') {
      next();
      const holds = either();
      expect(')');
      return holds;
    }
    const operand = next();
    return peek() === '(' ? call(operand) : comparison(operand);
  }
  function call(name: string): Condition {
    const [first = '', second = ''] = list();
    switch (name) {
      case 'attribute_exists':
        return (item, given) => valueOf(first, item, given) !== undefined;
      case 'attribute_not_exists':
        return (item, given) => valueOf(first, item, given) === undefined;
      case 'begins_with':
        return (item, given) => {
          const [value, prefix] = [valueOf(first, item, given), valueOf(second, item, given)];
          return typeof value === 'string' && typeof prefix === 'string' && value.startsWith(prefix);
        };
      case 'contains':
        return (item, given) => {
          const value = valueOf(first, item, given);
          return Array.isArray(value) && value.includes(valueOf(second, item, given));
        };
      default:
        throw new Error(`memory-dynamo: ${name} is not played`);
    }
  }
  function comparison(left: string): Condition {
    const operator = next().toUpperCase();
    if (operator === 'IN') {
      const operands = list();
      return (item, given) =>
        operands.some((each) => compare(valueOf(left, item, given), '=', valueOf(each, item, given)));
    }
    if (operator === 'BETWEEN') {
      const low = next();
      expect('AND');
      const high = next();
      return (item, given) => {
        const value = valueOf(left, item, given);
        return compare(value, '>=', valueOf(low, item, given)) && compare(value, '<=', valueOf(high, item, given));
      };
    }
    if (!OPERATORS.has(operator)) throw invalid(`${operator} is no operator`);
    const right = next();
    return (item, given) => compare(valueOf(left, item, given), operator, valueOf(right, item, given));
  }
  function list(): string[] {
    expect('(');
    const operands = [next()];
    while (peek() === ',') {
      next();
      operands.push(next());
    }
    expect(')');
    return operands;
  }

  const holds = either();
  if (at < tokens.length) throw invalid(`${tokens.slice(at).join(' ')} is left over in ${expression}`);
  return holds;
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = expression.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match?.[1] === undefined) throw invalid(`${text.slice(from)} is no part of an expression`);
    tokens.push(match[1]);
  }
  return tokens;
}

/** What is missing, or of another type, is different and in no order. */
function compare(left: unknown, operator: string, right: unknown): boolean {
  if (operator === '<>') return left !== right;
  if (left === undefined || right === undefined || typeof left !== typeof right) return false;
  const [a, b] = [left, right] as [string, string];
  switch (operator) {
    case '=':
      return a === b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}
