/**
 * Evaluates policies as IAM does: what no statement allows is denied, and a Deny outweighs any Allow. An operator that is not
 * known here throws: a condition that nobody understands must not pass as met.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PolicyDocument {
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Request {
  /** `{ Service: 'events.amazonaws.com' }`; left out for policies of a role, which name none. */
  readonly principal?: Readonly<Record<string, string>>;
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request. One that is not here is absent from the request. */
  readonly context?: Readonly<Record<string, string>>;
}

export type Decision = 'allow' | 'deny' | 'not allowed';

export function decide(documents: readonly PolicyDocument[], request: Request): Decision {
  const hits = documents.flatMap(({ Statement }) =>
    asList(Statement).filter((statement) => applies(statement, request)),
  );
  if (hits.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return hits.some(({ Effect }) => Effect === 'Allow') ? 'allow' : 'not allowed';
}

export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function applies(statement: PolicyStatement, request: Request): boolean {
  const { Action, Resource, Principal, Condition = {} } = statement;
  return (
    asList(Action).some((action) => like(action.toLowerCase(), request.action.toLowerCase())) &&
    asList(Resource).some((resource) => like(resource, request.resource)) &&
    (Principal === undefined ? request.principal === undefined : isAmong(Principal, request.principal)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(operator, asList(values).map(String), contextOf(request, key)),
      ),
    )
  );
}

function isAmong(named: NonNullable<PolicyStatement['Principal']>, caller: Request['principal'] = {}): boolean {
  if (named === '*') return true;
  return Object.entries(named).some(([kind, ids]) =>
    asList(ids).some((id) => (kind === 'AWS' && id === '*') || caller[kind] === id),
  );
}

/** Names of condition keys are not told apart by case. */
function contextOf({ context = {} }: Request, key: string): string | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

const OPERATORS: Readonly<Record<string, (wanted: string, given: string) => boolean>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringLike: like,
  ArnEquals: likeArn,
  ArnLike: likeArn,
  Bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
};

const FOR_ALL_VALUES = 'ForAllValues:';

function holds(operator: string, wanted: readonly string[], given: string | undefined): boolean {
  if (operator === 'Null') return wanted.some((value) => (value === 'true') === (given === undefined));
  // Of a key that is not in the request all values fit, as it has none.
  if (operator.startsWith(FOR_ALL_VALUES)) {
    return given === undefined || holds(operator.slice(FOR_ALL_VALUES.length), wanted, given);
  }
  // Holds of a key that is not in the request too.
  if (operator === 'StringNotEquals') return given === undefined || !wanted.includes(given);
  const ifExists = operator.endsWith('IfExists');
  const matches = OPERATORS[ifExists ? operator.slice(0, -'IfExists'.length) : operator];
  if (matches === undefined) throw new Error(`the condition operator ${operator} is not known here`);
  if (given === undefined) return ifExists;
  return wanted.some((value) => matches(value, given));
}

/** `*` stands for any text, `?` for one character. */
export function like(pattern: string, value: string): boolean {
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's').test(value);
}

/** Each of the six parts of an ARN for itself: `*` does not reach over a colon before the last of them. */
function likeArn(pattern: string, value: string): boolean {
  const parts = (arn: string): string[] => {
    const split = arn.split(':');
    return [...split.slice(0, 5), split.slice(5).join(':')];
  };
  const given = parts(value);
  return parts(pattern).every((part, index) => like(part, given[index] ?? ''));
}
