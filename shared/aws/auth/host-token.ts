/** Host tokens, `pgh1.…`: the host's name, made and expires, both in seconds since 1970. */
import * as z from 'zod';
import { HostName } from '../../contract/uploads.ts';
import { AccessError } from '../../errors.ts';
import { issueMacToken, readMacToken } from './mac-token.ts';
import type { Mac } from './mac-token.ts';

const HostToken = {
  version: 'pgh1',
  name: 'host token',
  claims: z.strictObject({
    h: HostName,
    i: z.number().int().nonnegative(),
    e: z.number().int().positive(),
  }),
};

export interface HostClaims {
  readonly host: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Whether a text is meant to be a host token: says nothing about its worth. */
export function looksLikeHostToken(text: string): boolean {
  return text.startsWith('pgh');
}

/** Makes the token of `host`. Times are cut to whole seconds. */
export async function issueHostToken({ host, issuedAt, expiresAt }: HostClaims, mac: Mac): Promise<string> {
  return issueMacToken(HostToken, { h: host, i: seconds(issuedAt), e: seconds(expiresAt) }, mac);
}

/**
 * What a host token says.
 *
 * @throws {AccessError} `unauthenticated` when it is malformed, forged or expired: the answer does not tell which but for expiry
 */
export async function verifyHostToken(token: string, mac: Mac, now: Date): Promise<HostClaims> {
  const { h, i, e } = await readMacToken(HostToken, token, mac);
  const expiresAt = new Date(e * 1000);
  if (expiresAt <= now) throw new AccessError('unauthenticated', 'the host token has expired');
  return { host: h, issuedAt: new Date(i * 1000), expiresAt };
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
