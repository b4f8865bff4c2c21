import { Command } from '@commander-js/extra-typings';
import { SignInSettings } from '../../../shared/contract/sign-in.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { openInBrowser } from '../service/browser.ts';
import { serviceClient } from '../service/client.ts';
import { credentialStore } from '../service/credentials.ts';
import { serviceUrl } from '../service/settings.ts';
import { URL_OPTION } from '../service/url-option.ts';
import { keepLogin, signInByBrowser, signInByDevice } from '../service/sign-in.ts';

interface LoginOptions {
  readonly device?: true | undefined;
  readonly browser: boolean;
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
}

export function loginCommand(context: CliContext) {
  return new Command('login')
    .description('Signs in at the service by its OpenID Connect issuer; the token is kept where only you can read it.')
    .option('--device', 'type a code into a browser on another machine')
    .option('--no-browser', 'print the address instead of opening it')
    .option('--out', 'sign out: forget the token')
    .option('--issuer <URL>', 'the issuer, where the service does not tell')
    .option('--client-id <ID>', 'the client id at the issuer, where the service does not tell')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const url = await serviceUrl(options, context);
      if (options.out === true) {
        await signOut(url, options, context);
        return;
      }
      const settings = await settingsOf(url, options, context);
      const tokens = await signIn(settings, options, context);
      const session = await keepLogin(url, settings, tokens, context);
      show(
        context,
        {
          data: { url: url.href, ...session },
          text: () =>
            safeText(`signed in at ${url.href} as ${session.name} (${session.roles.join(', ') || 'no roles'})`),
        },
        options,
      );
    });
}

export function logoutCommand(context: CliContext) {
  return new Command('logout')
    .description('Signs out: forgets the token that `purgatory login` kept.')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      await signOut(await serviceUrl(options, context), options, context);
    });
}

async function signOut(url: URL, options: { readonly json?: boolean | undefined }, context: CliContext): Promise<void> {
  const signedOut = await credentialStore(context.env).remove(url);
  const text = signedOut ? `signed out at ${url.href}` : `not signed in at ${url.href}`;
  show(context, { data: { url: url.href, signedOut }, text: () => text }, options);
}

async function settingsOf(url: URL, options: LoginOptions, context: CliContext): Promise<SignInSettings> {
  const { issuer, clientId } = options;
  if (issuer !== undefined && clientId !== undefined) return { issuer, clientId };
  try {
    const settings = await serviceClient(url, undefined, context).get('session/issuer', SignInSettings);
    return {
      ...settings,
      ...(issuer === undefined ? {} : { issuer }),
      ...(clientId === undefined ? {} : { clientId }),
    };
  } catch (cause) {
    if (!(cause instanceof NotFoundError)) throw cause;
    throw new UsageError(`${url.href} does not say where to sign in: give --issuer and --client-id`, { cause });
  }
}

function signIn(settings: SignInSettings, options: LoginOptions, context: CliContext) {
  const say = (text: string): void => {
    context.stderr.write(`${safeText(text, { lines: true })}\n`);
  };
  if (options.device === true) {
    return signInByDevice(
      settings,
      (code, url) => {
        say(`Open ${url} and type in the code ${code}`);
      },
      context.signal,
    );
  }
  return signInByBrowser(
    settings,
    async (url) => {
      const opened = options.browser && (await openInBrowser(url, context.env));
      say(
        opened
          ? `Signing in, in the browser. If it does not open: ${url.href}`
          : `Open this address in a browser on this machine:\n${url.href}`,
      );
    },
    context.signal,
  );
}
