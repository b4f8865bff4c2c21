/**
 * Signing in from a terminal, as OAuth has it for native apps (RFC 8252): the authorization code flow with PKCE and a
 * redirect to this machine's loopback, or the device flow (RFC 8628) where no browser runs beside the terminal.
 */
import {
  ClientError,
  None,
  ResponseBodyError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  initiateDeviceAuthorization,
  pollDeviceAuthorizationGrant,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from 'openid-client';
import type { Configuration, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import { Session } from '../../../shared/contract/sign-in.ts';
import type { SignInSettings } from '../../../shared/contract/sign-in.ts';
import { AccessError, TransientError, messageOf } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { serviceClient } from './client.ts';
import { credentialStore } from './credentials.ts';
import type { Login } from './login.ts';
import { receiveRedirect } from './redirect.ts';

const SCOPE = 'openid profile email offline_access';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

async function discover({ issuer, clientId }: Pick<SignInSettings, 'issuer' | 'clientId'>): Promise<Configuration> {
  const url = new URL(issuer);
  // An issuer on this machine, for trying, has no certificate; anywhere else TLS is a must.
  const insecure = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out
  const options = insecure ? { execute: [allowInsecureRequests] } : {};
  return answered(issuer, () => discovery(url, clientId, undefined, None(), options));
}

/** @param openBrowser called with the address that the user has to visit */
export async function signInByBrowser(
  settings: SignInSettings,
  openBrowser: (url: URL) => Promise<void>,
  signal: AbortSignal,
): Promise<Tokens> {
  const config = await discover(settings);
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const nonce = randomNonce();
  await using redirect = await receiveRedirect(signal);
  const url = buildAuthorizationUrl(config, {
    redirect_uri: redirect.uri,
    scope: settings.scope ?? SCOPE,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  await openBrowser(url);
  return await redirect.answer((current) =>
    answered(settings.issuer, () =>
      authorizationCodeGrant(config, current, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }),
    ),
  );
}

/** @param tell called with the code, and where to type it in */
export async function signInByDevice(
  settings: SignInSettings,
  tell: (code: string, url: string) => void,
  signal: AbortSignal,
): Promise<Tokens> {
  const config = await discover(settings);
  const device = await answered(settings.issuer, () =>
    initiateDeviceAuthorization(config, { scope: settings.scope ?? SCOPE }),
  );
  tell(device.user_code, device.verification_uri);
  return answered(settings.issuer, () => pollDeviceAuthorizationGrant(config, device, undefined, { signal }));
}

/** Finds out which of the tokens the service takes, and keeps it. @returns as whom */
export async function keepLogin(
  url: URL,
  settings: Pick<SignInSettings, 'issuer' | 'clientId'>,
  tokens: Tokens,
  context: CliContext,
): Promise<Session> {
  let refusal: AccessError | undefined;
  for (const use of ['access', 'id'] as const) {
    const login = loginOf(use, settings, tokens, context.now());
    if (login === undefined) continue;
    try {
      const session = await serviceClient(url, login.token, context).get('session', Session);
      await credentialStore(context.env).save(url, login);
      return session;
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      refusal = error;
    }
  }
  throw refusal ?? new AccessError('unauthenticated', `${settings.issuer} gave no token`);
}

function loginOf(
  use: Login['use'],
  { issuer, clientId }: Pick<SignInSettings, 'issuer' | 'clientId'>,
  tokens: Tokens,
  now: Date,
): Login | undefined {
  const token = use === 'access' ? tokens.access_token : tokens.id_token;
  if (token === undefined) return undefined;
  const seconds = use === 'access' ? tokens.expiresIn() : undefined;
  const expires =
    seconds === undefined ? (tokens.claims()?.exp ?? now.getTime() / 1000 + 3600) : now.getTime() / 1000 + seconds;
  return {
    token,
    use,
    issuer,
    clientId,
    expiresAt: new Date(expires * 1000).toISOString(),
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
  };
}

/** A new token for one that has expired, kept in its place. */
export async function refreshLogin(url: URL, login: Login, context: Pick<CliContext, 'env' | 'now'>): Promise<Login> {
  const again = `signed out at ${url.href}: \`purgatory login\``;
  const { refreshToken } = login;
  if (refreshToken === undefined) throw new AccessError('unauthenticated', again);
  const config = await discover(login);
  let tokens: Tokens;
  try {
    tokens = await answered(login.issuer, () => refreshTokenGrant(config, refreshToken));
  } catch (cause) {
    if (cause instanceof AccessError) throw new AccessError('unauthenticated', again, { cause });
    throw cause;
  }
  const fresh = loginOf(login.use, login, tokens, context.now());
  if (fresh === undefined) throw new AccessError('unauthenticated', again);
  const kept = { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
  await credentialStore(context.env).save(url, kept);
  return kept;
}

/** What the issuer refuses is an {@link AccessError}; what does not answer a {@link TransientError}. */
async function answered<T>(issuer: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof ResponseBodyError) {
      throw new AccessError('unauthenticated', `${issuer} refused: ${cause.error_description ?? cause.error}`, {
        cause,
      });
    }
    if (cause instanceof ClientError || cause instanceof TypeError) {
      throw new TransientError(`${issuer}: ${messageOf(cause.cause ?? cause)}`, { cause });
    }
    throw cause;
  }
}
