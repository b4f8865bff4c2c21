/** What the console says of a host that is held in its crash kernel. */
import type { Role } from '../../../../shared/contract/roles.ts';

const MAY_RELEASE: readonly Role[] = ['debugger', 'responder', 'admin'];

/** Whether somebody may let a held host go. The server decides all the same. */
export const mayRelease = (roles: readonly Role[]): boolean => roles.some((role) => MAY_RELEASE.includes(role));

/** `9:05` minutes, counted down; never below nothing. */
export function heldFor(until: string, now: Date): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

/** Whether a page of a dump shows nothing that can still change: its host may be held when its report is made. */
export function isSettled({
  analysis,
  state,
  logOnly,
  title,
}: {
  readonly analysis: string;
  readonly state: string;
  readonly logOnly?: boolean | undefined;
  readonly title?: string | null | undefined;
}): boolean {
  return (analysis === 'done' && state !== 'open') || (logOnly === true && title !== undefined);
}
