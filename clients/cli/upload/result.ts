import type { UploadStatus } from '../../../shared/contract/uploads.ts';
import type { CliContext } from '../context.ts';

/** What became of an upload. */
export interface SendResult {
  readonly status: UploadStatus;
  readonly sentBytes: number;
  readonly sha256: string | undefined;
  /** Why the crash kernel's own log was not taken, where it was not: the rest is sent all the same. */
  readonly crashKernelLogRefused?: string | undefined;
}

/** What sending needs of the program around it. */
export type Net = Pick<CliContext, 'sleep' | 'signal'>;
