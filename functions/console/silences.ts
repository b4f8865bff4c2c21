/** Hosts that a responder silences for a while. */
import { actorOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { Silence, SilenceHost } from '../../shared/contract/silences.ts';
import { checkSilenceEnd } from '../../shared/domain/host/silence.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { ConsoleDeps } from './ports.ts';

/**
 * @throws {InputError} for a time that is over or too far away
 * @throws {NotFoundError} for a name that no host has: whoever mistypes one would wait for a silence that does not come
 * @throws {ConflictError} where as many hosts are silent as may be
 */
export async function silenceHost(
  by: Principal,
  host: string,
  asked: SilenceHost,
  deps: Pick<ConsoleDeps, 'silences' | 'hosts' | 'crashes' | 'now'>,
): Promise<Silence> {
  checkSilenceEnd(asked.until, deps.now());
  if (!(await isKnown(host, deps))) {
    throw new NotFoundError(`no host ${host} is enrolled, and none has sent a crash: check its name`);
  }
  return await deps.silences.set(host, asked, actorOf(by));
}

/** Crashes may be sent on behalf of hosts that are not enrolled. */
async function isKnown(host: string, { hosts, crashes }: Pick<ConsoleDeps, 'hosts' | 'crashes'>): Promise<boolean> {
  if ((await hosts.find(host)) !== undefined) return true;
  return (await crashes.occurrencesOfHost(host, { limit: 1 })).occurrences.length > 0;
}

/** @throws {NotFoundError} for a host that is not silent */
export async function unsilenceHost(
  by: Principal,
  host: string,
  { silences }: Pick<ConsoleDeps, 'silences'>,
): Promise<void> {
  if (await silences.end(host, actorOf(by))) return;
  throw new NotFoundError(`the host ${host} is not silent`);
}
