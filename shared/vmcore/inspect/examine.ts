import type { PanicInfo, Report } from '../../contract/report.ts';
import type { TriageResult } from '../../contract/triage.ts';
import type { Dump } from '../formats/dump.ts';
import { openKernelMemory } from '../memory/kernel-memory.ts';
import { basicKernelInfo } from './kernel-info.ts';
import { logInfo, readKernelLog } from './log.ts';
import { Sections } from './sections.ts';
import { readUts } from './uts.ts';

export interface ExamineOptions {
  /** BTF of the kernel from outside, for one that carries none. */
  readonly btf?: Uint8Array;
  readonly signal?: AbortSignal;
  /** Called as sections are done, with what is being worked on. */
  readonly onProgress?: (step: string) => void;
  /** Names the panic from the log. */
  readonly triage?: (log: Uint8Array) => TriageResult;
}

/** Makes the report of an opened dump. Every section stands alone: what can't be read is in `unavailable`, with the reason. */
export async function examineKernel(dump: Dump, options: ExamineOptions = {}): Promise<Report> {
  const sections = new Sections(options.signal);
  for (const problem of dump.problems) sections.note('dump', problem, { partial: true });
  const base = await sections.run('kernel', () => Promise.resolve(openKernelMemory(dump)));
  const [uts, log] = await Promise.all([
    base && sections.run('kernel', () => readUts(base.memory, base.info)),
    base && sections.run('log', async () => logInfo(await readKernelLog(base.memory, base.info))),
  ]);
  const kernel = basicKernelInfo(dump, base?.info, uts);
  const panic = log && panicFromLog(log.text, options.triage);
  return {
    reportVersion: 1,
    dump: { ...dump.info },
    kernel,
    ...(panic === undefined ? {} : { panic }),
    ...(log === undefined ? {} : { log }),
    findings: [],
    unavailable: [...sections.unavailable],
  };
}

function panicFromLog(text: string, triage: ExamineOptions['triage']): PanicInfo | undefined {
  const result = triage?.(Buffer.from(text));
  if (result === undefined) return undefined;
  return {
    title: result.title,
    altTitles: result.altTitles,
    kind: result.kind,
    fingerprint: result.fingerprint,
    ...(result.cpu === undefined ? {} : { cpu: result.cpu }),
    ...(result.pid === undefined ? {} : { pid: result.pid }),
    ...(result.comm === undefined ? {} : { comm: result.comm }),
    frames: [],
  };
}
