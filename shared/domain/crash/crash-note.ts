/** What an upload notes of the crash that it is of. */
import type { PanicKind } from '../../contract/triage.ts';

export interface CrashNote {
  /** The upload that the crash is counted under; undefined for that one itself. */
  readonly sameCrashAs: string | undefined;
  readonly crashId: string;
  readonly title?: string;
  readonly kind?: PanicKind;
}

/** What an upload has to note of its crash; undefined where it does. Of a log that is yet to be looked at there is no title to be changed. */
export function crashNoteOf(
  noted:
    | {
        readonly crashId?: string | undefined;
        readonly sameCrashAs?: string | undefined;
        readonly title?: string | null | undefined;
      }
    | undefined,
  { id: crashId, title, kind }: { readonly id: string; readonly title: string; readonly kind: PanicKind },
  sameCrashAs: string | undefined,
): CrashNote | undefined {
  if (noted === undefined) return undefined;
  const isNamed = typeof noted.title === 'string' && noted.title !== title;
  if (noted.crashId === crashId && noted.sameCrashAs === sameCrashAs && !isNamed) return undefined;
  return { sameCrashAs, crashId, ...(isNamed ? { title, kind } : {}) };
}
