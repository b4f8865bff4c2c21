/** What a triage says whatever way the log came. */
import type { TriageResult } from '../../shared/contract/triage.ts';
import { triage } from '../../shared/panic/index.ts';
import { printedLines, transported } from './log-transports.ts';

export const said = ({ title, fingerprint, frames, guilty, kind, panicked, kernelRelease, comm }: TriageResult) => ({
  title,
  fingerprint,
  frames,
  guilty,
  kind,
  panicked,
  kernelRelease,
  comm,
});

/** Of a log as dmesg prints it: what the same log is to say by any other way. */
export const saidPlainly = (texts: readonly string[]) =>
  said(triage(transported(printedLines(texts), { stamp: 'time', carrier: 'none', wrapper: 'text' })));
