/** The deployments that the truths are read from, each synthesised once. */
import type { CapacityName } from '../../../infra/limits.ts';
import { synthesise } from '../synthesise.ts';
import type { Synthesised } from '../synthesise.ts';
import { deployed } from './deployed.ts';
import type { Deployed } from './deployed.ts';

export interface World extends Deployed {
  readonly warnings: readonly string[];
}

/** Every setting that adds something to the templates. */
export const EVERYTHING = {
  alertEmail: 'oncall@example.com',
  webhookUrl: 'https://hooks.example.com/purgatory',
  oidcIssuer: 'https://issuer.example.com',
  oidcIdentityClaims: 'repository,ref',
  oidcRoleMap: 'oncall=responder',
  publicUrl: 'https://crashes.example.com/',
  objectLockDays: '14',
  wholeDumpRetentionDays: '90',
  auditTrail: 'true',
  debuginfodServer: 'https://debuginfod.example.com',
};

/** The same for an account of this size: ten executions leave none for downloads, and such an account is refused them. */
export function everythingFor(capacity: CapacityName): Readonly<Record<string, string>> {
  const { debuginfodServer, ...others } = EVERYTHING;
  return { ...others, ...(capacity === 'new-account' ? {} : { debuginfodServer }), capacity };
}

const made = new Map<string, World>();

export function world(context: Readonly<Record<string, string>> = EVERYTHING): World {
  const name = JSON.stringify(context);
  const there = made.get(name);
  if (there !== undefined) return there;
  const synthesised: Synthesised = synthesise(context);
  const fresh = { ...deployed(synthesised), warnings: synthesised.warnings };
  made.set(name, fresh);
  return fresh;
}
