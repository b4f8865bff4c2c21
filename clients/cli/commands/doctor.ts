import { Command } from '@commander-js/extra-typings';
import * as z from 'zod';
import { Session } from '../../../shared/contract/sign-in.ts';
import { AccessError, NotFoundError, messageOf } from '../../../shared/errors.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { moment } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import { serviceClient } from '../service/client.ts';
import { credentialStore } from '../service/credentials.ts';
import { serviceToken, serviceUrl } from '../service/settings.ts';
import { URL_OPTION } from '../service/url-option.ts';
import type { ServiceOptions } from '../service/url-option.ts';

/** Clocks further apart than this make signed addresses and tokens fail. */
const MAX_SKEW_MS = 5 * 60_000;

interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

export function doctorCommand(context: CliContext) {
  return new Command('doctor')
    .description(
      'Checks this machine and the service: runtime, address, reachability, clock, credentials. Exits 1 when one fails. ' +
        'On a host that is to send its dumps: purgatory-agent doctor.',
    )
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const checks = await examineSetUp(options, context);
      show(
        context,
        {
          data: { checks },
          text: ({ colour }) => {
            const p = paint(colour);
            const label = { ok: p.good('ok   '), warning: p.warn('warn '), failed: p.alarm('FAIL ') };
            return checks.map((check) => `${label[check.state]} ${check.name}: ${safeText(check.detail)}`).join('\n');
          },
          exitCode: checks.some(({ state }) => state === 'failed') ? ExitCode.No : ExitCode.Ok,
        },
        options,
      );
    });
}

async function examineSetUp(options: ServiceOptions, context: CliContext): Promise<Check[]> {
  const checks: Check[] = [runtime()];
  let url: URL;
  try {
    url = await serviceUrl(options, context);
  } catch (error) {
    return [...checks, { name: 'service', state: 'failed', detail: messageOf(error) }];
  }
  checks.push(await reach(url, context, checks));
  if (checks.at(-1)?.state === 'failed') return checks;
  checks.push(await credentials(url, context));
  return checks;
}

function runtime(): Check {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const fit = major >= 24;
  return {
    name: 'runtime',
    state: fit ? 'ok' : 'warning',
    detail: `Node ${process.versions.node}${fit ? '' : ', 24 or newer is meant'}`,
  };
}

async function reach(url: URL, context: CliContext, checks: Check[]): Promise<Check> {
  const skewed = { ...context, fetch: clockWatch(context, checks) };
  try {
    await serviceClient(url, undefined, skewed).get('openapi.json', z.object({ openapi: z.string() }));
    return { name: 'service', state: 'ok', detail: `${url.href} answers` };
  } catch (error) {
    if (error instanceof AccessError || error instanceof NotFoundError) {
      return { name: 'service', state: 'ok', detail: `${url.href} answers` };
    }
    return { name: 'service', state: 'failed', detail: messageOf(error) };
  }
}

/** Compares the clocks on the way, by the `Date` of the first answer. */
function clockWatch(context: CliContext, checks: Check[]): CliContext['fetch'] {
  let seen = false;
  return async (input, init) => {
    const response = await context.fetch(input, init);
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (!seen && !Number.isNaN(theirs)) {
      seen = true;
      const skewMs = context.now().getTime() - theirs;
      const fits = Math.abs(skewMs) < MAX_SKEW_MS;
      const detail = fits ? "agrees with the service's" : `${Math.round(skewMs / 1000)} s off the service's`;
      checks.push({ name: 'clock', state: fits ? 'ok' : 'failed', detail });
    }
    return response;
  };
}

async function credentials(url: URL, context: CliContext): Promise<Check> {
  try {
    const session = await serviceClient(url, await serviceToken(url, context), context).get('session', Session);
    const login = await credentialStore(context.env).find(url);
    const until =
      login === undefined || context.env['PURGATORY_TOKEN'] !== undefined ? '' : `, until ${moment(login.expiresAt)}`;
    return {
      name: 'credentials',
      state: 'ok',
      detail: `${session.name} (${session.roles.join(', ') || 'no roles'})${until}`,
    };
  } catch (error) {
    // A host has no session, and yet its token is good.
    if (error instanceof AccessError && error.code === 'forbidden') {
      return { name: 'credentials', state: 'ok', detail: 'the token of a host' };
    }
    return { name: 'credentials', state: 'failed', detail: messageOf(error) };
  }
}
