/** The list of revocations, as functions pass it on and consumers would be told of it. */
import * as z from 'zod';
import { dbxRecords } from '../../authenticode/revocation/publication.ts';
import { parseSbatLevel, writeSbatLevel, type SbatLevel } from '../../authenticode/revocation/sbat.ts';
import type { TrustPolicy } from '../../authenticode/verdicts.ts';
import { RevocationRecord } from '../../contract/revocations.ts';
import { revocationSet, type StoredRevocations } from './revocations.ts';

export const Revocations = z.object({
  /** 0: nothing was ever revoked. */
  version: z.number().int().nonnegative(),
  updatedAt: z.iso.datetime().optional(),
  revocations: z.array(RevocationRecord).readonly(),
});
export type Revocations = z.infer<typeof Revocations>;

/** What consumers would be told is revoked, for asking them; without the digests of builds, which are asked for by name. */
export async function toldToConsumers(list: Revocations): Promise<Omit<TrustPolicy, 'db'>> {
  const set = await setOf(list);
  return { dbx: dbxRecords(set), sbatLevel: set.sbat };
}

/** The lowest generations that are not revoked. */
export async function sbatLevelOf(list: Revocations): Promise<SbatLevel> {
  const { sbat } = await setOf(list);
  return parseSbatLevel(Buffer.from(writeSbatLevel(sbat)));
}

function setOf(list: StoredRevocations) {
  return revocationSet(list, { ofBuild: () => Promise.resolve([]), ofImage: (digest) => Promise.resolve([digest]) });
}
