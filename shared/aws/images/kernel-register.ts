/** The register of images as the analyser and the console ask it: by the build-id of a kernel. */
import { isOfImage } from '../../domain/image/kinds.ts';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ImageRegister } from './register.ts';
import { RevocationStore } from './revocations.ts';
import { Sightings } from './sightings.ts';

/** How many of the newest images are looked at for a kernel with a build-id. */
const LOOKED_AT = 50;
const KEPT_MS = 5 * 60_000;

export function kernelRegister(client: DynamoDBDocumentClient, table: string, now: () => Date = () => new Date()) {
  const register = new ImageRegister(client, table);
  const revocations = new RevocationStore(client, table);
  const sightings = new Sightings(client, table);
  let kept: { readonly holds: boolean; readonly until: number } | undefined;
  return {
    byBuildId: (buildId: string) => register.byBuildId(buildId),
    revocations: async () => (await revocations.list()).revocations,
    list: (page: { readonly limit: number; readonly cursor?: string | undefined }) => register.list(page),
    hosts: (buildId: string, limit: number, after?: string) => sightings.hosts(buildId, limit, after),
    countHosts: (buildId: string) => sightings.count(buildId),
    sighted: (host: string, buildId: string, at: Date) => sightings.record(host, buildId, at),
    async holdsKernels(): Promise<boolean> {
      const time = now().getTime();
      if (kept === undefined || kept.until < time) {
        const { images } = await register.list({ limit: LOOKED_AT });
        const holds = images.some(
          (each) => each.state === 'signed' && isOfImage(each) && each.image?.buildId !== undefined,
        );
        kept = { holds, until: time + KEPT_MS };
      }
      return kept.holds;
    },
  };
}

export type KernelRegister = ReturnType<typeof kernelRegister>;
