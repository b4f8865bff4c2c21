/** Enrolment: an administrator makes a host's token, and voids it. */
import { issueHostToken } from '../../shared/aws/auth/host-token.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { EnrolHost, Host, HostPage, HostToken, Principal } from '../../shared/contract/roles.ts';
import { InputError, NotFoundError } from '../../shared/errors.ts';
import { mapLimited } from '../../shared/map-limited.ts';
import { ConsoleMetric } from './names.ts';
import type { ConsoleDeps } from './ports.ts';

const DAY_MS = 86_400_000;

type Deps = Pick<ConsoleDeps, 'hosts' | 'mac' | 'maxTokenDays' | 'now' | 'count'>;

/** The token is not kept: whoever loses it enrols the host again. */
export async function enrolHost(by: Principal, { host, days, tags }: EnrolHost, deps: Deps): Promise<HostToken> {
  if (days !== undefined && days > deps.maxTokenDays) {
    throw new InputError(`at most ${deps.maxTokenDays} days`, { field: 'days' });
  }
  // Tokens know whole seconds.
  const issuedAt = new Date(Math.floor(deps.now().getTime() / 1000) * 1000);
  const expiresAt = new Date(issuedAt.getTime() + (days ?? deps.maxTokenDays) * DAY_MS);
  const token = await issueHostToken({ host, issuedAt, expiresAt }, deps.mac);
  await deps.hosts.enrol({
    host,
    enrolledAt: issuedAt.toISOString(),
    enrolledBy: nameOf(by),
    tokenExpiresAt: expiresAt.toISOString(),
    ...(tags === undefined ? {} : { tags }),
  });
  deps.count(ConsoleMetric.HostsEnrolled);
  return { host, token, expiresAt: expiresAt.toISOString() };
}

/** @throws {NotFoundError} for a host that was never enrolled */
export async function revokeHost(by: Principal, host: string, deps: Deps): Promise<void> {
  if (!(await deps.hosts.revoke(host, nameOf(by), deps.now()))) {
    throw new NotFoundError(`the host ${host} was never enrolled`);
  }
}

const AT_ONCE = 20;

export async function listHosts(
  page: { limit: number; cursor?: string | undefined; host?: string | undefined },
  deps: Deps & Pick<ConsoleDeps, 'crashes' | 'uploads'>,
): Promise<HostPage> {
  const known =
    page.host === undefined
      ? await deps.hosts.list({ after: page.cursor, limit: page.limit })
      : [await deps.hosts.find(page.host)].flatMap((found) => found ?? []);
  const hosts = await mapLimited(known, AT_ONCE, async (host) => {
    const lastCrash = await lastCrashOf(host.host, deps);
    return lastCrash === undefined ? host : { ...host, lastCrash };
  });
  const last = hosts.at(-1);
  return {
    hosts: [...hosts],
    ...(page.host === undefined && hosts.length === page.limit && last !== undefined ? { next: last.host } : {}),
  };
}

async function lastCrashOf(
  host: string,
  { crashes, uploads }: Pick<ConsoleDeps, 'crashes' | 'uploads'>,
): Promise<Host['lastCrash']> {
  const [last] = (await crashes.occurrencesOfHost(host, { limit: 1 })).occurrences;
  if (last === undefined) return undefined;
  const { uploadId, crashId, title, capturedAt: at, kernelRelease } = last;
  // The upload may have expired; the crash is remembered for longer.
  const agent = await uploads.require(uploadId).then(
    (upload) => upload.agent,
    (error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    },
  );
  return { uploadId, title, at, crashId, kernelRelease, agent };
}
