import {
  AccessError,
  ConflictError,
  InputError,
  PurgatoryError,
  TransientError,
  codeOf,
  messageOf,
  reasonOf,
} from '../../shared/errors.ts';

/** What every verb exits with; scripts rely on them. */
export const ExitCode = {
  Ok: 0,
  /** The answer is "no": no panic found, a bad signature, the state does not allow it. */
  No: 1,
  Usage: 2,
  /** What was given can't be read, or is not there. */
  Input: 3,
  /** The service can't be reached, or does not let the caller in. */
  Service: 4,
  /** Neither yes nor no: what would tell could not be read. */
  Unknown: 5,
  /** A fault of this program. */
  Bug: 70,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Those that scripts may rely on, in words. */
export const EXIT_STATUS: readonly (readonly [status: ExitCode, meaning: string])[] = [
  [ExitCode.Ok, 'done'],
  [ExitCode.No, 'the answer is no: no panic found, a bad signature, a state that does not allow it'],
  [ExitCode.Usage, 'wrong usage'],
  [ExitCode.Input, "the input can't be read, or is not there"],
  [ExitCode.Service, "the service can't be reached, or does not let you in"],
  [ExitCode.Unknown, 'not known: what would tell yes from no could not be read'],
];

/** The command line itself is wrong. */
export class UsageError extends InputError {}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return ExitCode.Usage;
  if (error instanceof AccessError || error instanceof TransientError) return ExitCode.Service;
  if (error instanceof ConflictError) return ExitCode.No;
  if (error instanceof PurgatoryError) return ExitCode.Input;
  return isSystemError(error) ? ExitCode.Input : ExitCode.Bug;
}

/** An error of the operating system about a file: `ENOSPC`, `EACCES`, … Not by `instanceof`: it may be of another realm. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error && codeOf(error) !== undefined;
}

/** What went wrong, for people: `dump: no such file or directory`. */
export function describeError(error: unknown): string {
  if (!isSystemError(error)) return messageOf(error);
  const reason = reasonOf(error);
  return reason === error.message ? reason : `${error.path ?? 'file'}: ${reason}`;
}
