import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../../../../shared/contract/sign-in.ts';

/** Who is signed in: screens offer what that person may do. The server decides all the same. */
export const SessionContext = createContext<Session>({ subject: '', name: '', roles: [] });

export function useRoles(): Session['roles'] {
  return useContext(SessionContext).roles;
}

/** Whether somebody may change the state of a crash. */
export const mayRespond = (roles: Session['roles']): boolean => roles.includes('responder') || roles.includes('admin');
