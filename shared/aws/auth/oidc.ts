/** OIDC bearer tokens of people and pipelines, verified against the keys that their issuer publishes. */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { Role } from '../../contract/roles.ts';
import type { Person } from '../../contract/people.ts';
import type { Principal } from '../../contract/roles.ts';
import { AccessError, TransientError } from '../../errors.ts';

/** Asymmetric ones only: a token signed by a secret that the service would have to know is never accepted. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 30;
const DISCOVERY_TIMEOUT_MS = 5_000;
const MAX_CLAIM_VALUES = 20;

export interface OidcSettings {
  /** `iss` of the tokens, and where the discovery document is below. */
  readonly issuer: string;
  readonly audience: string;
  /** A claim's name, or a path of names joined by dots. */
  readonly rolesClaim: string;
  /** Role by the issuer's own name for it. */
  readonly roleMap: ReadonlyMap<string, Role>;
  /** Claims that policies may name people and pipelines by, besides `sub`: of a pipeline its repository, ref, environment. */
  readonly identityClaims?: readonly string[] | undefined;
}

/**
 * What the issuers of GitHub Actions and GitLab say of a pipeline. None of these can be chosen by who is signed in at them; a name, a
 * display name or `preferred_username` can.
 */
export const PIPELINE_CLAIMS: readonly string[] = [
  'repository',
  'ref',
  'workflow_ref',
  'job_workflow_ref',
  'environment',
  'project_path',
  'ref_path',
  'ref_protected',
];

/** Proves who holds a token. */
export interface OidcVerifier {
  /**
   * @throws {AccessError} `unauthenticated` when the token is not good
   * @throws {TransientError} when the issuer's keys can't be had
   */
  verify(token: string): Promise<Principal>;
}

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** A verifier that finds the issuer's keys by discovery, once they are needed, and follows their rotation. */
export function oidcVerifier(settings: OidcSettings, options: { readonly now?: () => Date } = {}): OidcVerifier {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return {
    async verify(token) {
      keys ??= discoverKeys(settings.issuer);
      let getKey: JWTVerifyGetKey;
      try {
        getKey = await keys;
      } catch (cause) {
        keys = undefined;
        throw new TransientError(`the issuer ${settings.issuer} can't be reached`, { cause });
      }
      return personOf(await verifiedClaims(token, getKey, settings, options.now?.()), settings);
    },
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new TransientError(`${url} answered ${response.status}`);
  const document = Discovery.parse(await response.json());
  // OpenID Connect Discovery 1.0, section 4.3: the issuer must say the very name it was asked under.
  if (document.issuer !== issuer) {
    throw new TransientError(`${url} is of the issuer ${document.issuer}`);
  }
  return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: DISCOVERY_TIMEOUT_MS });
}

async function verifiedClaims(
  token: string,
  getKey: JWTVerifyGetKey,
  settings: OidcSettings,
  now: Date | undefined,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'exp'],
      ...(now === undefined ? {} : { currentDate: now }),
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw new AccessError('unauthenticated', 'the token has expired', { cause });
    }
    if (isIssuersFault(cause)) throw new TransientError("the issuer's keys can't be had", { cause });
    throw new AccessError('unauthenticated', 'not a valid token', { cause });
  }
}

function isIssuersFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}

/** The person that verified claims speak of. */
export function personOf(
  claims: JWTPayload,
  settings: Pick<OidcSettings, 'rolesClaim' | 'roleMap' | 'identityClaims'>,
): Person {
  const subject = claims.sub ?? '';
  const name = [claims['email'], claims['preferred_username'], claims['name']].find(
    (value) => typeof value === 'string' && value !== '',
  );
  return {
    kind: 'person',
    subject,
    name: (typeof name === 'string' ? name : subject).slice(0, 256),
    identities: identitiesOf(claims, settings.identityClaims ?? PIPELINE_CLAIMS),
    roles: rolesOf(claims, settings),
  };
}

/** What the claims prove. A mail address counts where the issuer says that it has verified it, and not otherwise. */
function identitiesOf(claims: JWTPayload, named: readonly string[]): readonly string[] {
  const identities = [`${claims.iss ?? ''}#${claims.sub ?? ''}`];
  const email = claims['email'];
  if (typeof email === 'string' && email !== '' && claims['email_verified'] === true) identities.push(email);
  for (const name of named) {
    const value = claimAt(claims, name);
    for (const one of Array.isArray(value) ? value.slice(0, MAX_CLAIM_VALUES) : [value]) {
      if (typeof one === 'string' && one !== '') identities.push(`${name}=${one}`);
    }
  }
  return identities.map((identity) => identity.slice(0, 500));
}

/** Roles that the claims grant: names that are no role here grant nothing. */
export function rolesOf(claims: JWTPayload, settings: Pick<OidcSettings, 'rolesClaim' | 'roleMap'>): ReadonlySet<Role> {
  const value = claimAt(claims, settings.rolesClaim);
  const names = typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  const roles = new Set<Role>();
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const role = Role.safeParse(settings.roleMap.get(name) ?? name);
    // Only a host token makes a host.
    if (role.success && role.data !== 'host') roles.add(role.data);
  }
  return roles;
}

/** The claim of that very name (some are URLs, with dots) or else the value at the end of the path. */
function claimAt(claims: JWTPayload, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** `value=role,value=role`. Values may hold `=`: the last one counts. */
export function parseRoleMap(text: string | undefined): ReadonlyMap<string, Role> {
  const map = new Map<string, Role>();
  for (const pair of text?.split(',') ?? []) {
    const at = pair.lastIndexOf('=');
    const role = Role.safeParse(pair.slice(at + 1).trim());
    if (at > 0 && role.success) map.set(pair.slice(0, at).trim(), role.data);
  }
  return map;
}

/** `claim,claim`; undefined, for those of pipelines, where nothing is set. */
export function parseClaimNames(text: string | undefined): readonly string[] | undefined {
  const names = text?.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  return names === undefined || names.length === 0 ? undefined : names;
}
