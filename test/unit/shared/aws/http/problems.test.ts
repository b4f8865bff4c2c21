/** Every kind of error as its caller sees it: status, code, fields, when to ask again; and nothing of what nobody expected. */
import { describe, expect, it } from '@jest/globals';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod';
import { retryAfterOf, TooLargeError, toProblem, ValidationError } from '../../../../../shared/aws/http/problems.ts';
import {
  AccessError,
  ConflictError,
  FormatError,
  FormatErrorCode,
  InputError,
  NotFoundError,
  QuotaError,
  TransientError,
} from '../../../../../shared/errors.ts';

function invalid(schema: z.ZodType, value: unknown, where = 'body'): ValidationError {
  const { error } = schema.safeParse(value);
  if (error === undefined) throw new Error('it is valid');
  return new ValidationError(where, error);
}

const place = { format: 'pe', field: 'e_magic' };

describe('a problem', () => {
  it.each<[string, unknown, object]>([
    [
      'of input, with its field',
      new InputError('not so', { field: 'days' }),
      {
        ...{ title: 'Bad request', status: 400, code: 'input', detail: 'not so' },
        errors: [{ field: 'days', message: 'not so' }],
      },
    ],
    [
      'of input without one',
      new InputError('not so'),
      { title: 'Bad request', status: 400, code: 'input', detail: 'not so' },
    ],
    [
      'of bytes',
      new FormatError(FormatErrorCode.BadMagic, place, 'not MZ'),
      { title: 'Bad request', status: 400, code: 'bad-magic', detail: 'pe: e_magic: not MZ' },
    ],
    [
      'of who is not known',
      new AccessError('unauthenticated', 'who?'),
      { title: 'Unauthenticated', status: 401, code: 'unauthenticated', detail: 'who?' },
    ],
    [
      'of who may not',
      new AccessError('forbidden', 'no'),
      { title: 'Forbidden', status: 403, code: 'forbidden', detail: 'no' },
    ],
    [
      'of what is not there',
      new NotFoundError('gone'),
      { title: 'Not found', status: 404, code: 'not-found', detail: 'gone' },
    ],
    [
      'of a conflict',
      new ConflictError('twice'),
      { title: 'Conflict', status: 409, code: 'conflict', detail: 'twice' },
    ],
    [
      'of a body that is too long',
      new TooLargeError('long'),
      {
        ...{ title: 'Too large', status: 413, code: 'too-large', detail: 'long' },
        errors: [{ field: 'body', message: 'long' }],
      },
    ],
    [
      'of another type of body',
      new HTTPException(415, { message: 'secret' }),
      {
        ...{ title: 'Unsupported media type', status: 415, code: 'unsupported-media-type' },
        detail: 'the body must be application/json',
        errors: [{ field: 'content-type', message: 'the body must be application/json' }],
      },
    ],
    [
      'of a body that is no JSON',
      new HTTPException(400, { message: 'secret' }),
      {
        ...{ title: 'Bad request', status: 400, code: 'input', detail: 'the body is not well-formed JSON' },
        errors: [{ field: 'body', message: 'the body is not well-formed JSON' }],
      },
    ],
    [
      'of the router',
      new HTTPException(405, { message: 'secret' }),
      { title: 'Request failed', status: 405, code: 'input' },
    ],
    [
      'of the router’s own',
      new HTTPException(500, { message: 'secret' }),
      { title: 'Internal error', status: 500, code: 'internal' },
    ],
    [
      'that may pass',
      new TransientError('secret'),
      { title: 'Try again later', status: 503, code: new TransientError('').code },
    ],
    ['that nobody expected', new TypeError('secret'), { title: 'Internal error', status: 500, code: 'internal' }],
    ['that is no error', 'secret', { title: 'Internal error', status: 500, code: 'internal' }],
  ])('%s', (_name, error, problem) => {
    expect(toProblem(error, undefined)).toEqual({ type: 'about:blank', ...problem });
    expect(toProblem(error, 'urn:x')).toEqual({ type: 'about:blank', instance: 'urn:x', ...problem });
    expect(JSON.stringify(toProblem(error, undefined))).not.toContain('secret');
  });

  it('of a conflict names its fields, where it has some', () => {
    const fields = [{ field: 'a', message: 'b' }];
    expect(toProblem(new ConflictError('twice', { fields }), undefined).errors).toEqual(fields);
  });

  it('of a quota says when to ask again', () => {
    const error = new QuotaError('enough', { retryAfterSeconds: 90 });
    const problem = toProblem(error, undefined);
    expect(problem).toMatchObject({ title: 'Too many requests', status: 429, detail: 'enough' });
    expect(retryAfterOf(error, problem)).toBe(90);
  });

  it('is asked again about in five seconds where nothing else is said, and never where it is no use', () => {
    const after = (error: unknown) => retryAfterOf(error, toProblem(error, undefined));
    expect(after(new TransientError('later'))).toBe(5);
    expect(after(new TransientError('later', { retryAfterSeconds: 7 }))).toBe(7);
    expect([new InputError('x'), new NotFoundError('x'), new TypeError('x')].map(after)).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});

describe('a request that does not fit', () => {
  it('names each field by its way', () => {
    const schema = z.object({ chunks: z.array(z.object({ sha256: z.string() })), size: z.number() });
    const error = invalid(schema, { chunks: [{ sha256: 'a' }, { sha256: 1 }], size: 'x' });
    expect(error.errors.map(({ field }) => field)).toEqual(['chunks[1].sha256', 'size']);
    expect(error.message).toContain('the request is wrong: chunks[1].sha256: ');
    expect(error.message).toContain('; size: ');
    expect(toProblem(error, undefined)).toMatchObject({ status: 400, code: 'input', errors: error.errors });
    expect(invalid(z.string(), 1, 'query').errors[0]?.field).toBe('query');
    expect(invalid(z.array(z.string()), [1]).errors[0]?.field).toBe('[0]');
  });

  it('tells limits and what is missing in words', () => {
    const schema = z.object({
      name: z.string(),
      days: z.number().max(3650),
      share: z.number().gt(0),
      note: z.string().max(5),
      tags: z.array(z.string()).min(1),
      said: z.string().max(1, 'is said otherwise'),
    });
    const wrong = invalid(schema, { days: 9999, share: 0, note: 'longer', tags: [], said: 'xx' });
    expect(wrong.errors.map(({ field, message }) => `${field} ${message}`)).toEqual([
      'name is missing',
      'days must be at most 3650',
      'share must be more than 0',
      'note must have at most 5 characters',
      'tags must have at least 1 entry',
      'said is said otherwise',
    ]);
  });

  it('names fifty at most, in five hundred characters', () => {
    const wrong = invalid(z.array(z.string()), new Array(60).fill(1));
    expect([wrong.errors.length, wrong.message.length]).toEqual([50, 500]);
  });
});
