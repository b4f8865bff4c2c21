/**
 * The errors of the whole project. They are thrown where something is found wrong and mapped once, at the edge: to an
 * HTTP status, to a retry or the dead-letter queue, or to the exit code of the command line.
 */

type ErrorDetails = { readonly cause?: unknown };

/** Base of every error that this project throws on purpose. `code` is stable: callers may switch on it. */
export abstract class PurgatoryError extends Error {
  abstract readonly code: string;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
  }
}

export const FormatErrorCode = {
  /** The bytes are not of this format at all. */
  BadMagic: 'bad-magic',
  /** The bytes end before the structure does. */
  Truncated: 'truncated',
  /** A value is outside what the format allows. */
  BadValue: 'bad-value',
  /** Well-formed, but of a version or kind that is not read. */
  Unsupported: 'unsupported',
  /** Reading on would take more memory or work than the limit allows. */
  Limit: 'limit',
} as const;
export type FormatErrorCode = (typeof FormatErrorCode)[keyof typeof FormatErrorCode];

/** Where in which format something is wrong. */
export interface FormatErrorPlace {
  /** Name of the format or structure, e.g. `btf`. */
  readonly format: string;
  /** The field being read, e.g. `header.magic`. */
  readonly field: string;
  /** Offset in bytes within the structure or file, where known. */
  readonly offset?: number | undefined;
}

/** Bytes from outside that do not hold what they should. The message says what, where and what was expected. */
export class FormatError extends PurgatoryError {
  override readonly code: FormatErrorCode;
  readonly format: string;
  readonly field: string;
  readonly offset: number | undefined;

  constructor(code: FormatErrorCode, place: FormatErrorPlace, problem: string, details: ErrorDetails = {}) {
    const where = place.offset === undefined ? '' : ` at byte 0x${place.offset.toString(16)}`;
    super(`${place.format}: ${place.field}${where}: ${problem}`, details);
    this.code = code;
    this.format = place.format;
    this.field = place.field;
    this.offset = place.offset;
  }
}

/** The caller asked for something that cannot be: a bad argument, a bad request. `field` names the culprit. */
export class InputError extends PurgatoryError {
  override readonly code = 'input';
  readonly field: string | undefined;

  constructor(message: string, details: ErrorDetails & { readonly field?: string } = {}) {
    super(message, details);
    this.field = details.field;
  }
}

/** The thing asked for does not exist, or the caller may not know that it does. */
export class NotFoundError extends PurgatoryError {
  override readonly code = 'not-found';
}

/** The request contradicts what is stored: another body for a chunk, a state that does not allow the step. */
export class ConflictError extends PurgatoryError {
  override readonly code = 'conflict';
  /** What of the request contradicts. */
  readonly fields: readonly { readonly field: string; readonly message: string }[];

  constructor(message: string, details: ErrorDetails & { readonly fields?: ConflictError['fields'] } = {}) {
    super(message, details);
    this.fields = details.fields ?? [];
  }
}

/** No valid credentials (`unauthenticated`), or valid ones that do not allow this (`forbidden`). */
export class AccessError extends PurgatoryError {
  override readonly code: 'unauthenticated' | 'forbidden';

  constructor(code: 'unauthenticated' | 'forbidden', message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.code = code;
  }
}

/** Something outside failed in a way that may pass: try again. */
export class TransientError extends PurgatoryError {
  override readonly code = 'transient';
  /** When to try again, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, details: ErrorDetails & { readonly retryAfterSeconds?: number } = {}) {
    super(message, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** The caller has had its share for now. */
export class QuotaError extends PurgatoryError {
  override readonly code = 'quota';
  readonly retryAfterSeconds: number;

  constructor(message: string, details: ErrorDetails & { readonly retryAfterSeconds: number }) {
    super(message, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** What a caught thing says of itself. Not by `instanceof`: errors of node's own can be of another realm. */
export function messageOf(caught: unknown): string {
  return typeof caught === 'object' && caught !== null && 'message' in caught ? String(caught.message) : String(caught);
}

/** The `code` of an error of node's own, such as `ENOENT`. */
export function codeOf(caught: unknown): string | undefined {
  const has = typeof caught === 'object' && caught !== null && 'code' in caught;
  return has && typeof caught.code === 'string' ? caught.code : undefined;
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the file system is read-only',
  EEXIST: 'is there already',
};

/** What the system says of a file, in words and without its path; the whole message of any other error. */
export function reasonOf(caught: unknown): string {
  return SYSTEM_ERRORS[codeOf(caught) ?? ''] ?? messageOf(caught);
}
