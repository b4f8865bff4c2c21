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
  {
    name: 'explore',
    summary: 'ask a dump: values, lists and trees, addresses, what crash shows',
    load: async () => (await import('./commands/explore.ts')).exploreCommand,
  },
  {
    name: 'verify',
    summary: 'say who signed an image and who would load it',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'digest',
    summary: "print an image's Authenticode digest",
    load: async () => (await import('./commands/digest.ts')).digestCommand,
  },
  {
    name: 'attach',
    summary: 'attach, remove or take out signatures of an image',
    load: async () => (await import('./commands/attach.ts')).attachCommand,
  },
  {
    name: 'extract',
    summary: 'write a small dump of the pages that matter, or the log alone',
    load: async () => (await import('./commands/extract.ts')).extractCommand,
  },
  {
    name: 'sign',
    summary: 'have an image signed by the service',
    load: async () => (await import('./commands/sign.ts')).signCommand,
  },
  {
    name: 'approve',
    summary: 'approve or refuse what somebody asked to have signed',
    load: async () => (await import('./commands/approve.ts')).approveCommand,
  },
  {
    name: 'register',
    summary: 'images that were signed, and proofs of it',
    load: async () => (await import('./commands/register.ts')).registerCommand,
  },
  {
    name: 'revoke',
    summary: 'revoke images, certificates, components',
    load: async () => (await import('./commands/revoke.ts')).revokeCommand,
  },
  {
    name: 'changes',
    summary: 'list, approve or refuse changes of the signing policy, certificates and revocations',
    load: async () => (await import('./commands/changes.ts')).changesCommand,
  },
  {
    name: 'keys',
    summary: 'certificates of the keys that sign, and the signing policy',
    load: async () => (await import('./commands/keys.ts')).keysCommand,
  },
  {
    name: 'upload',
    summary: 'send a dump to the crash server',
    load: async () => (await import('./commands/upload.ts')).uploadCommand,
  },
  {
    name: 'crashes',
    summary: 'list, show, acknowledge, resolve or ignore crash groups',
    load: async () => (await import('./commands/crashes.ts')).crashesCommand,
  },
  {
    name: 'alerts',
    summary: 'show or set where alerts go',
    load: async () => (await import('./commands/alerts.ts')).alertsCommand,
  },
  {
    name: 'dumps',
    summary: 'list, download or follow dumps',
    load: async () => (await import('./commands/dumps.ts')).dumpsCommand,
  },
  {
    name: 'hosts',
    summary: 'enroll, list or revoke hosts',
    load: async () => (await import('./commands/hosts.ts')).hostsCommand,
  },
  {
    name: 'mcp',
    summary: 'let an assistant ask about crashes (Model Context Protocol)',
    load: async () => (await import('./commands/mcp.ts')).mcpCommand,
  },
  {
    name: 'kernels',
    summary: 'kernels by build-id: who signed them, who ran them, how often they crash',
    load: async () => (await import('./commands/kernels.ts')).kernelsCommand,
  },
  {
    name: 'symbols',
    summary: 'source lines of kernels and modules: add, list, show, remove',
    load: async () => (await import('./commands/symbols.ts')).symbolsCommand,
  },
  {
    name: 'login',
    summary: 'sign in at the service',
    load: async () => (await import('./commands/login.ts')).loginCommand,
  },
  {
    name: 'logout',
    summary: 'sign out again: forget the token',
    load: async () => (await import('./commands/login.ts')).logoutCommand,
  },
  {
    name: 'doctor',
    summary: 'check set-up, credentials and reachability',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'completion',
    summary: 'print a script by which bash, zsh or fish completes the words',
    load: async () => (await import('./commands/completion.ts')).completionCommand(VERBS),
  },
];
