/** Who may do what. A `host` has a token of its own; the others come from the claims of an OIDC token. */
import * as z from 'zod';
import { HostName, NewHostName, UploadId } from './uploads.ts';

export const Role = z.enum([
  /** A machine: creates and fills its own uploads, reads nothing else. */
  'host',
  /** Reads crashes and dumps, changes the state of a crash, uploads on a host's behalf. */
  'responder',
  /** Has images signed. */
  'release-engineer',
  /** Approves what somebody else asked to have signed. */
  'approver',
  /** Asks dumps questions: reads the memory that is in them. */
  'debugger',
  /** Enrols hosts and changes policies. */
  'admin',
]);
export type Role = z.infer<typeof Role>;

/** Who calls, once that is proven. */
export type Principal =
  | { readonly kind: 'host'; readonly host: string; readonly expiresAt: Date }
  | {
      readonly kind: 'person';
      /** `sub` of the token: stable, unique at its issuer. */
      readonly subject: string;
      /** For people to read: mail address or name. Whoever holds the account may have chosen it: nothing is decided by it. */
      readonly name: string;
      /**
       * What the issuer vouches for, as policies name it: `ISSUER#SUB`, a mail address that it verified, and `CLAIM=VALUE` of the
       * claims that the operator named.
       */
      readonly identities?: readonly string[] | undefined;
      readonly roles: ReadonlySet<Role>;
    };

export function hasRole(principal: Principal, roles: readonly Role[]): boolean {
  return principal.kind === 'host' ? roles.includes('host') : roles.some((role) => principal.roles.has(role));
}

/** Why {@link hasRole} said no, for whoever was refused: they know then what to ask an administrator for. */
export function missingRole(principal: Principal, roles: readonly Role[]): string {
  const needed = roles.length === 1 ? `the role ${roles.join('')}` : `one of the roles ${roles.join(', ')}`;
  if (principal.kind === 'host') return `this needs ${needed}; the token is a host's`;
  const had = [...principal.roles].join(', ');
  return `this needs ${needed}; ${principal.name} has ${had === '' ? 'none' : had}`;
}

/** For logs, events and the audit trail. */
export function nameOf(principal: Principal): string {
  return principal.kind === 'host' ? `host ${principal.host}` : principal.name;
}

/** As {@link nameOf}, as far as a record has room for it. */
export function actorOf(principal: Principal): string {
  return nameOf(principal).slice(0, 256);
}

/** What an admin calls a part of the fleet: alerts are routed by it. */
export const HostTag = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'must be lower-case letters, digits, dots, hyphens');
const HostTags = z.array(HostTag).max(20);

export const EnrolHost = z.object({
  host: NewHostName,
  /** Absent: those it has stay. */
  tags: HostTags.optional(),
  /** How long the token is good for; the service has an upper bound. */
  days: z.number().int().positive().max(3650).optional(),
});
export type EnrolHost = z.infer<typeof EnrolHost>;

export const HostToken = z.object({ host: HostName, token: z.string(), expiresAt: z.iso.datetime() });
export type HostToken = z.infer<typeof HostToken>;

/** A host as it was enrolled. Tokens that were made before `revokedAt` are refused. */
export const Host = z.object({
  host: HostName,
  enrolledAt: z.iso.datetime(),
  enrolledBy: z.string(),
  /** Of the token that was made last. */
  tokenExpiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
  revokedBy: z.string().optional(),
  tags: HostTags.optional(),
  /** What it last had; in lists alone. */
  lastCrash: z
    .object({
      uploadId: UploadId,
      crashId: z.string().optional(),
      title: z.string(),
      at: z.iso.datetime(),
      kernelRelease: z.string().optional(),
      /** What sent it. */
      agent: z.string().optional(),
    })
    .optional(),
});
export type Host = z.infer<typeof Host>;

export const HostPage = z.object({ hosts: z.array(Host), next: z.string().optional() });
export type HostPage = z.infer<typeof HostPage>;
