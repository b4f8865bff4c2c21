/** What people did to a group: kept with it, as far as whoever comes next may ask for it. */
import type { Activity, CrashAction, CrashGroup, CrashNotes } from '../../contract/crashes.ts';
import { minute } from '../../minute.ts';

/** The group's own item stays small. */
const MOST = 30;

export function withActivity<G extends CrashGroup>(group: G, ...done: readonly Activity[]): G {
  return { ...group, activity: [...done, ...(group.activity ?? [])].slice(0, MOST) };
}

const WHAT = {
  acknowledge: 'acknowledged',
  resolve: 'resolved',
  ignore: 'ignored',
  reopen: 'reopened',
} as const satisfies Record<CrashAction['action'], Activity['what']>;

export function actionActivity(action: CrashAction, by: string, at: Date): Activity {
  const detail = detailOf(action);
  return {
    ...{ at: at.toISOString(), by, what: WHAT[action.action] },
    ...(action.reason === undefined ? {} : { reason: action.reason }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function detailOf(action: CrashAction): string | undefined {
  if (action.action === 'resolve') return action.release === undefined ? undefined : `in ${action.release}`;
  if (action.action !== 'ignore') return undefined;
  const ends = [
    ...(action.until === undefined ? [] : [`until ${minute(action.until)} UTC`]),
    ...(action.untilCount === undefined ? [] : [`until seen ${String(action.untilCount)} times`]),
  ];
  return ends.length === 0 ? 'for good' : ends.join(' or ');
}

/** An entry for each text that changes. A note is not repeated: it may be long. */
export function notesActivity(before: CrashNotes, notes: CrashNotes, by: string, at: Date): Activity[] {
  return (['owner', 'tracker', 'note'] as const).flatMap((what) => {
    const next = notes[what];
    if (next === undefined || next === (before[what] ?? '')) return [];
    const detail = next === '' ? 'taken away' : what === 'note' ? undefined : next.slice(0, 300);
    return [{ at: at.toISOString(), by, what, ...(detail === undefined ? {} : { detail }) }];
  });
}
