/** What an upload is and how far it has come: asked here by every function that has to know. */
import type { AnalysisState, UploadPolicy, UploadState } from '../../contract/uploads.ts';

interface Announced {
  readonly policy: UploadPolicy;
  readonly sizeBytes: number;
  readonly fileName?: string | undefined;
  readonly logReceived?: boolean | undefined;
}

/**
 * Nothing but a log was sent, and nothing else will be. An empty file of a dump without a log is none: whoever looks for a dump has to
 * learn that it is empty.
 */
export function isLogAlone({ policy, sizeBytes, fileName, logReceived }: Announced): boolean {
  return policy === 'log' || (sizeBytes === 0 && (fileName === undefined || logReceived === true));
}

/** All of the kernel's memory that the dump holds is there. */
export function isWhole({ state, policy }: { readonly state: UploadState; readonly policy: UploadPolicy }): boolean {
  return (state === 'complete' || state === 'sealed') && (policy === 'all' || policy === 'kernel');
}

/** The analyser has said its last word, one way or the other. */
export function isAnalysed({ analysis }: { readonly analysis: AnalysisState }): boolean {
  return analysis === 'done' || analysis === 'unreadable';
}

/** All of it is there, and something is yet to be done: to look at the dump, or to make it one object. */
export function isUnfinished(
  upload: Announced & { readonly state: UploadState; readonly analysis: AnalysisState },
): boolean {
  if (upload.state === 'sealed') return !isLogAlone(upload) && !isAnalysed(upload);
  return upload.state === 'complete';
}
