/**
 * Every verb of `purgatory`. A new one is a file in `commands/` and a line here. What a verb needs is imported when it is
 * called: `triage` must not wait for what `sign` loads.
 */
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CliContext } from './context.ts';

/** Builds the verb with its options and action. */
export type CommandFactory = (context: CliContext) => CommandUnknownOpts;

export interface Verb {
  readonly name: string;
  /** One line, for `purgatory --help`. */
  readonly summary: string;
  readonly load: () => Promise<CommandFactory>;
}

export const VERBS: readonly Verb[] = [
  {
    name: 'triage',
    summary: "name the panic in a kernel's log",
    load: async () => (await import('./commands/triage.ts')).triageCommand,
  },
  {
    name: 'examine',
    summary: 'make the whole report of a dump',
    load: async () => (await import('./commands/examine.ts')).examineCommand,
  },
];
