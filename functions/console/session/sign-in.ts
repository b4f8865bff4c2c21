/**
 * Signing in to the console: OpenID Connect's authorization code flow with PKCE (RFC 7636), all of it on this side, so that
 * no token ever reaches a script of the page.
 *
 * What has to survive the way to the issuer and back (state, nonce, verifier, where to return) is kept in a cookie of the
 * very browser that set out: another browser that is handed the answer has none and is refused.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Configuration, IDToken } from 'openid-client';
import * as z from 'zod';
import { AccessError, TransientError } from '../../../shared/errors.ts';

const TIMEOUT_SECONDS = 10;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

export interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client: PKCE alone binds the code. */
  readonly clientSecret?: string | undefined;
}

/** What the browser keeps while it is away at the issuer. */
const Pending = z.strictObject({
  state: z.string().min(16).max(200),
  nonce: z.string().min(16).max(200),
  verifier: z.string().min(43).max(128),
  returnTo: z.string().max(2000),
});
type Pending = z.infer<typeof Pending>;

export interface SignIn {
  /** Where people sign in, for a client that does so by itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** Where to send the browser, and what it has to keep till it is back. */
  begin(redirectUri: string, returnTo: string | undefined): Promise<{ location: string; pending: string }>;
  /**
   * The claims of the person whom the issuer sent back to `currentUrl`, and where in the console they were going.
   *
   * @throws {AccessError} `unauthenticated` when this browser did not begin, or the issuer refused
   */
  finish(currentUrl: URL, pending: string | undefined): Promise<{ claims: IDToken; returnTo: string }>;
}

/** A sign-in that discovers the issuer when it is first needed, and again after a failure. */
export function signIn(settings: SignInSettings): SignIn {
  let found: Promise<Configuration> | undefined;
  const issuer = async (): Promise<Configuration> => {
    found ??= discover(settings);
    try {
      return await found;
    } catch (cause) {
      found = undefined;
      throw new TransientError(`the issuer ${settings.issuer} can't be reached`, { cause });
    }
  };
  return {
    issuer: settings.issuer,
    clientId: settings.clientId,

    async begin(redirectUri, returnTo) {
      const configuration = await issuer();
      const pending: Pending = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        returnTo: insideTheConsole(returnTo),
      };
      const location = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { location: location.href, pending: Buffer.from(JSON.stringify(pending)).toString('base64url') };
    },

    async finish(currentUrl, pendingText) {
      const pending = readPending(pendingText);
      const configuration = await issuer();
      const tokens = await authorizationCodeGrant(configuration, currentUrl, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      }).catch((cause: unknown) => {
        throw new AccessError('unauthenticated', 'the issuer did not confirm the sign-in', { cause });
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new AccessError('unauthenticated', 'the issuer sent no ID token');
      return { claims, returnTo: pending.returnTo };
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: SignInSettings): Promise<Configuration> {
  const url = new URL(issuer);
  return discovery(url, clientId, undefined, clientSecret === undefined ? None() : ClientSecretPost(clientSecret), {
    timeout: TIMEOUT_SECONDS,
    // Only the embedded AWS has its issuer on loopback, without TLS.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out, as it should
    ...(url.protocol === 'http:' && LOOPBACK.has(url.hostname) ? { execute: [allowInsecureRequests] } : {}),
  });
}

/** Only a place within the page (`#/…`) is returned to: a sign-in never leads elsewhere. */
function insideTheConsole(returnTo: string | undefined): string {
  return returnTo !== undefined && returnTo.length <= 2000 && /^#\/[\x21-\x7e]*$/.test(returnTo) ? returnTo : '#/';
}

function readPending(text: string | undefined): Pending {
  const refused = (cause?: unknown): AccessError =>
    new AccessError('unauthenticated', 'this browser did not begin the sign-in, or took too long: begin again', {
      cause,
    });
  if (text === undefined || text.length > 8000) throw refused();
  try {
    const pending = Pending.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { ...pending, returnTo: insideTheConsole(pending.returnTo) };
  } catch (cause) {
    throw refused(cause);
  }
}
