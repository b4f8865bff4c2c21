/** The sections of a report: which there are, in which order, and why one is not there. Texts are raw: each face escapes. */
import type { Report } from '../contract/report.ts';

export type SectionName =
  'panic' | 'cpus' | 'tasks' | 'locks' | 'stacks' | 'interrupts' | 'memory' | 'modules' | 'integrity' | 'log';

export const SECTION_TITLES: Readonly<Record<SectionName, string>> = {
  panic: 'Panic',
  cpus: 'CPUs',
  tasks: 'Tasks',
  locks: 'Locks',
  stacks: 'Stack depth',
  interrupts: 'Interrupts',
  memory: 'Memory',
  modules: 'Modules',
  integrity: 'Integrity',
  log: 'Log',
};

const sectionOf = (note: { readonly section: string }): string => note.section.replace(/\..*$/, '');

/** Why a section, or a part of it, is not there. */
export function unavailableReasons({ unavailable }: Pick<Report, 'unavailable'>, section: string): string[] {
  return unavailable
    .filter((note) => sectionOf(note) === section)
    .map(
      (note) =>
        `${note.partial === true ? 'in part only' : 'not available'}${note.pending === true ? ' yet' : ''}: ${note.reason}`,
    );
}

/** Notes on what is no section of its own. */
export function otherNotes({ unavailable }: Pick<Report, 'unavailable'>): string[] {
  return unavailable
    .filter((note) => !(sectionOf(note) in SECTION_TITLES))
    .map((note) => `${note.section}: ${note.reason}`);
}
