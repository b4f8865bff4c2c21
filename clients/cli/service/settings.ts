/** Where the service is, and as whom to speak to it. */
import { stat } from 'node:fs/promises';
import { AccessError, InputError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { readNamedText } from '../files.ts';
import { UsageError } from '../exit-code.ts';
import { credentialStore } from './credentials.ts';
import type { ServiceOptions } from './url-option.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a service is named at all: by the call, the environment, or a login. */
export async function isServiceKnown(options: ServiceOptions, { env }: Pick<CliContext, 'env'>): Promise<boolean> {
  const given = options.url ?? env['PURGATORY_URL'] ?? (await credentialStore(env).lastUrl());
  return given !== undefined && given !== '';
}

/** The service's address, with TLS unless it is this machine or the user permits otherwise; ends with `/`. */
export async function serviceUrl(options: ServiceOptions, context: Pick<CliContext, 'env'>): Promise<URL> {
  const { env } = context;
  const given = options.url ?? env['PURGATORY_URL'] ?? (await credentialStore(env).lastUrl());
  if (given === undefined || given === '') {
    throw new UsageError('which service? set PURGATORY_URL or --url, or sign in with `purgatory login --url URL`');
  }
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageError(`${given} is not an http or https address`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError('the address of the service holds no user, query or fragment');
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname) && env['PURGATORY_ALLOW_PLAIN_HTTP'] !== 'yes') {
    throw new UsageError(
      `${given} has no TLS: the token would be readable on the way (PURGATORY_ALLOW_PLAIN_HTTP=yes permits it)`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** The token from the environment, a file that it names, or the last login at this service. */
export async function serviceToken(url: URL, context: Pick<CliContext, 'env' | 'now'>): Promise<string> {
  const { env } = context;
  const token = env['PURGATORY_TOKEN'];
  if (token !== undefined && token !== '') return checked(token);
  const file = env['PURGATORY_TOKEN_FILE'];
  if (file !== undefined && file !== '') {
    if (((await stat(file)).mode & 0o004) !== 0) throw new InputError(`every user can read ${file}: chmod 0600 it`);
    return checked((await readNamedText(file)).trim());
  }
  const login = await credentialStore(env).find(url);
  if (login === undefined) {
    throw new AccessError(
      'unauthenticated',
      `not signed in at ${url.href}: \`purgatory login\`, or set PURGATORY_TOKEN`,
    );
  }
  if (Date.parse(login.expiresAt) - context.now().getTime() > 30_000) return login.token;
  const { refreshLogin } = await import('./sign-in.ts');
  return (await refreshLogin(url, login, context)).token;
}

/** What mends a token that the service does not take. Those of the environment go before a login, which would not be asked. */
export function howToSignIn({ env }: Pick<CliContext, 'env'>): string {
  const given = ['PURGATORY_TOKEN', 'PURGATORY_TOKEN_FILE'].find((name) => (env[name] ?? '') !== '');
  if (given === undefined) return 'sign in with `purgatory login`';
  return `it is what ${given} says: set another, or unset ${given} and sign in with \`purgatory login\``;
}

function checked(token: string): string {
  if (/^[A-Za-z0-9._~+/=:-]+$/.test(token)) return token;
  throw new InputError('the token holds characters that no token has, or is empty');
}
