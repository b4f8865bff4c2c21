/**
 * Where alerts go, and which: a document that an admin keeps by the API. Secrets are not in it, only their names: they lie in
 * Secrets Manager under `purgatory/`.
 */
import * as z from 'zod';
import { HostTag } from './roles.ts';
import { PanicKind } from './triage.ts';

/** The first word of an alert. */
export const AlertWord = z.enum([
  'NEW',
  'REGRESSED',
  'SPIKING',
  'UNSIGNED KERNEL',
  'REVOKED KERNEL',
  'MEMORY CHANGED',
  /** A change of the signing policy, a certificate, or a revocation: asked for, decided on, in force. */
  'SIGNING CHANGE',
  /** The same on one person's word. */
  'BREAK-GLASS',
  /** An image waits for somebody's approval: only where a route asks for it by this word. */
  'APPROVAL WAITS',
  /** What only warned until now has ended a kernel. */
  'FATAL',
  /** A host panics again and again. */
  'LOOPING',
]);
export type AlertWord = z.infer<typeof AlertWord>;

export const AlertSeverity = z.enum(['info', 'warning', 'error', 'critical']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

/** `*` stands for any text, `?` for one character: `fs-*.eu`. */
const Pattern = z.string().min(1).max(253);

/** What a route takes: all that is given has to fit; of a list, one. */
export const AlertFilter = z
  .object({
    words: z.array(AlertWord).min(1).optional(),
    kinds: z.array(PanicKind).min(1).optional(),
    /** One of the hosts that the alert names. */
    hosts: z.array(Pattern).min(1).max(100).optional(),
    /** One of its hosts was enrolled with one of these. */
    tags: z.array(HostTag).min(1).max(100).optional(),
    kernels: z.array(Pattern).min(1).max(100).optional(),
    /** Sections of MAINTAINERS: `EXT4*`. A crash of which no subsystem is known fits none. */
    subsystems: z.array(Pattern).min(1).max(100).optional(),
    /** Owners of the group. */
    owners: z.array(Pattern).min(1).max(100).optional(),
    minimumSeverity: AlertSeverity.optional(),
  })
  .strict();
export type AlertFilter = z.infer<typeof AlertFilter>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day: 22:00');
const TimeZone = z.string().refine(isTimeZone, 'a time zone: Europe/Berlin');

/** Between these times of day alerts wait for the digest that ends them; those of a severity in `except` do not. */
export const QuietHours = z
  .object({ from: Clock, to: Clock, timeZone: TimeZone, exceptFrom: AlertSeverity.default('critical') })
  .strict();
export type QuietHours = z.infer<typeof QuietHours>;

const RouteName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits, hyphens');
const SecretName = z
  .string()
  .regex(/^purgatory\/[A-Za-z0-9/_+=.@-]{1,200}$/, 'must be the name of a secret: purgatory/…');

const common = {
  name: RouteName,
  enabled: z.boolean().default(true),
  when: AlertFilter.optional(),
  quiet: QuietHours.optional(),
  /** More than these in an hour wait for the digest. */
  maxPerHour: z.number().int().positive().max(1000).optional(),
};

export const AlertRoute = z.discriminatedUnion('type', [
  /** The topic of the service itself: mail, SMS, whatever is subscribed. */
  z.object({ ...common, type: z.literal('sns') }).strict(),
  /** The secret signs: docs/events.md. */
  z
    .object({ ...common, type: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }), secret: SecretName })
    .strict(),
  /** The secret: a bot's token (`xoxb-…`, with a channel), or the address of an incoming webhook. */
  z
    .object({ ...common, type: z.literal('slack'), secret: SecretName, channel: z.string().min(1).max(80).optional() })
    .strict(),
  /** The secret: the integration key of an Events API v2 integration. */
  z
    .object({ ...common, type: z.literal('pagerduty'), secret: SecretName, region: z.enum(['us', 'eu']).default('us') })
    .strict(),
  /** The secret: the key of an API integration. */
  z
    .object({ ...common, type: z.literal('opsgenie'), secret: SecretName, region: z.enum(['us', 'eu']).default('us') })
    .strict(),
  /** The secret: the address of a workflow "when a Teams webhook request is received". */
  z.object({ ...common, type: z.literal('teams'), secret: SecretName }).strict(),
]);
export type AlertRoute = z.infer<typeof AlertRoute>;

export const AlertRoutes = z
  .object({ routes: z.array(AlertRoute).max(50) })
  .refine(({ routes }) => new Set(routes.map(({ name }) => name)).size === routes.length, {
    path: ['routes'],
    error: 'two routes have one name',
  });
export type AlertRoutes = z.infer<typeof AlertRoutes>;

/** What another document of routes made different: names of routes, and the fields of those that are otherwise. */
export const RouteDifference = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.object({ name: z.string(), fields: z.array(z.string()) })),
});
export type RouteDifference = z.infer<typeof RouteDifference>;

export const RouteChange = RouteDifference.extend({ at: z.iso.datetime(), by: z.string() });
export type RouteChange = z.infer<typeof RouteChange>;

/** The last thing that a route did not take; `reason` is as its service, or the way there, said it. */
export const RouteFailure = z.object({ route: z.string(), at: z.iso.datetime(), reason: z.string() });
export type RouteFailure = z.infer<typeof RouteFailure>;

/** Changes newest first, and failures of the routes that there are, of the last 30 days. */
export const RouteHistory = z.object({ changes: z.array(RouteChange), failures: z.array(RouteFailure) });
export type RouteHistory = z.infer<typeof RouteHistory>;

/** Which route is to be tested. */
export const TestRoute = z.object({ test: RouteName });
/** `pending`: nothing came of it in the time that one request has. */
export const RouteTest = z.object({ state: z.enum(['delivered', 'failed', 'pending']), reason: z.string().optional() });
export type RouteTest = z.infer<typeof RouteTest>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
