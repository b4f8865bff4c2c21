/** Errors as what the caller sees: RFC 9457 problem documents. The one place where an error becomes a status. */
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod';
import type { Problem } from '../../contract/problem.ts';
import {
  AccessError,
  ConflictError,
  FormatError,
  InputError,
  NotFoundError,
  PurgatoryError,
  QuotaError,
  TransientError,
} from '../../errors.ts';

/** The request does not fit its schema. */
export class ValidationError extends PurgatoryError {
  override readonly code = 'input';
  readonly errors: NonNullable<Problem['errors']>;

  constructor(where: string, cause: z.core.$ZodError) {
    const errors = cause.issues.slice(0, 50).map((issue) => ({
      field: fieldName(where, issue.path),
      message: issueText(issue),
    }));
    super(
      `the request is wrong: ${errors.map(({ field, message }) => `${field}: ${message}`).join('; ')}`.slice(0, 500),
      {
        cause,
      },
    );
    this.errors = errors;
  }
}

/** What is wrong with a value, where zod has but its own words for it. Every limit of a schema is told as one. */
function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  if (issue.code === 'too_big' && issue.message.startsWith('Too big'))
    return `${limited(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${unit(issue.origin, issue.maximum)}`;
  if (issue.code === 'too_small' && issue.message.startsWith('Too small'))
    return `${limited(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${unit(issue.origin, issue.minimum)}`;
  return issue.message;
}

/** A number is so large; a text and a list have so much. */
const limited = (origin: string): string => (origin in UNITS ? 'must have' : 'must be');

const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  record: ['entry', 'entries'],
};

function unit(origin: string, limit: number | bigint): string {
  const words = UNITS[origin];
  return words === undefined ? String(limit) : `${String(limit)} ${words[Number(limit) === 1 ? 0 : 1]}`;
}

/** The body is longer than this API takes. */
export class TooLargeError extends PurgatoryError {
  override readonly code = 'too-large';
}

/** `chunks[3].sha256`; the body itself, a header or a parameter where there is no path. */
function fieldName(where: string, path: readonly PropertyKey[]): string {
  let name = '';
  for (const part of path) name += typeof part === 'number' ? `[${part}]` : `${name === '' ? '' : '.'}${String(part)}`;
  return name === '' ? where : name;
}

const RETRY_AFTER_SECONDS = 5;

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Try again later',
};

function describe(error: unknown): Pick<Problem, 'status' | 'code'> & Partial<Problem> {
  if (error instanceof ValidationError) {
    return { status: 400, code: error.code, detail: error.message, errors: error.errors };
  }
  if (error instanceof InputError) {
    const { field, message } = error;
    return {
      status: 400,
      code: error.code,
      detail: message,
      ...(field === undefined ? {} : { errors: [{ field, message }] }),
    };
  }
  if (error instanceof FormatError) return { status: 400, code: error.code, detail: error.message };
  if (error instanceof AccessError) {
    return { status: error.code === 'forbidden' ? 403 : 401, code: error.code, detail: error.message };
  }
  if (error instanceof NotFoundError) return { status: 404, code: error.code, detail: error.message };
  if (error instanceof ConflictError) {
    return {
      status: 409,
      code: error.code,
      detail: error.message,
      ...(error.fields.length === 0 ? {} : { errors: [...error.fields] }),
    };
  }
  if (error instanceof TooLargeError) {
    return {
      status: 413,
      code: error.code,
      detail: error.message,
      errors: [{ field: 'body', message: error.message }],
    };
  }
  if (error instanceof QuotaError) return { status: 429, code: error.code, detail: error.message };
  if (error instanceof TransientError) return { status: 503, code: error.code };
  if (error instanceof HTTPException) return describeHttpException(error);
  return { status: 500, code: 'internal' };
}

/** What the router itself finds wrong with a request. */
function describeHttpException(error: HTTPException): Pick<Problem, 'status' | 'code'> & Partial<Problem> {
  switch (error.status) {
    case 415: {
      const message = 'the body must be application/json';
      return {
        status: 415,
        code: 'unsupported-media-type',
        detail: message,
        errors: [{ field: 'content-type', message }],
      };
    }
    case 400: {
      const message = 'the body is not well-formed JSON';
      return { status: 400, code: 'input', detail: message, errors: [{ field: 'body', message }] };
    }
    default:
      return error.status >= 500 ? { status: 500, code: 'internal' } : { status: error.status, code: 'input' };
  }
}

/** When to ask again; undefined where asking again is no use. */
export function retryAfterOf(error: unknown, { status }: Problem): number | undefined {
  if (error instanceof QuotaError || error instanceof TransientError) {
    if (error.retryAfterSeconds !== undefined) return error.retryAfterSeconds;
  }
  return status === 503 ? RETRY_AFTER_SECONDS : undefined;
}

/** The problem document of `error`. Nothing of an unexpected error is told: it stands in the log, under `instance`. */
export function toProblem(error: unknown, instance: string | undefined): Problem {
  const { status, ...rest } = describe(error);
  return {
    type: 'about:blank',
    title: TITLES[status] ?? 'Request failed',
    status,
    ...(instance === undefined ? {} : { instance }),
    ...rest,
  };
}
