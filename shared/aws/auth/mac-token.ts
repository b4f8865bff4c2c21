/**
 * Tokens that this service makes for itself: `<version>.<claims>.<mac>`, both parts base64url. The MAC (HMAC-SHA-256 under
 * a KMS key that nobody can export) is over everything before its dot, so that neither claims nor version can be changed,
 * and a token of one version never passes for one of another.
 */
import type * as z from 'zod';
import { AccessError } from '../../errors.ts';

/** HMAC-SHA-256 under a key that this process does not hold. */
export interface Mac {
  generate(message: Uint8Array): Promise<Uint8Array>;
  verify(message: Uint8Array, mac: Uint8Array): Promise<boolean>;
}

export interface MacTokenKind<T extends z.ZodType> {
  /** Begins every token of this kind; letters and digits. */
  readonly version: string;
  readonly claims: T;
  /** For messages: `host token`. */
  readonly name: string;
}

const MAX_TOKEN_LENGTH = 1800;
const SHAPE = /^[a-z0-9]{1,8}\.[A-Za-z0-9_-]{1,1700}\.[A-Za-z0-9_-]{43}$/;

export async function issueMacToken<T extends z.ZodType>(
  kind: MacTokenKind<T>,
  claims: z.infer<T>,
  mac: Mac,
): Promise<string> {
  const payload = JSON.stringify(kind.claims.parse(claims));
  const signed = `${kind.version}.${Buffer.from(payload).toString('base64url')}`;
  const tag = await mac.generate(Buffer.from(signed));
  return `${signed}.${Buffer.from(tag).toString('base64url')}`;
}

/**
 * What a token says, once its MAC holds.
 *
 * @throws {AccessError} `unauthenticated` when it is malformed or forged: the answer does not tell which
 */
export async function readMacToken<T extends z.ZodType>(
  kind: MacTokenKind<T>,
  token: string,
  mac: Mac,
): Promise<z.infer<T>> {
  const refused = (cause?: unknown): AccessError =>
    new AccessError('unauthenticated', `not a valid ${kind.name}`, { cause });
  if (token.length > MAX_TOKEN_LENGTH || !token.startsWith(`${kind.version}.`) || !SHAPE.test(token)) throw refused();
  const end = token.lastIndexOf('.');
  const tag = Buffer.from(token.slice(end + 1), 'base64url');
  if (!(await mac.verify(Buffer.from(token.slice(0, end)), tag))) throw refused();
  try {
    const json: unknown = JSON.parse(
      Buffer.from(token.slice(kind.version.length + 1, end), 'base64url').toString('utf8'),
    );
    return kind.claims.parse(json);
  } catch (cause) {
    throw refused(cause);
  }
}
