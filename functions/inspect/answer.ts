/** What `sign` asks of images: this function reads them, holds no key, writes nothing and decides nothing. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { readPcrKeys } from '../../shared/authenticode/facts/pcr-key.ts';
import { readImageFacts } from '../../shared/authenticode/facts/read-facts.ts';
import { readPcrStarts } from '../../shared/authenticode/facts/uki.ts';
import { openImage } from '../../shared/authenticode/image-view.ts';
import { applySignature, planSigning, type SigningPlan } from '../../shared/authenticode/sign/sign-image.ts';
import type { ImageObjects } from '../../shared/aws/images/objects.ts';
import {
  InspectRequest,
  type Checked,
  type Config,
  type Digest,
  type Look,
  type PcrMeasurements,
  type Refusing,
  type Unreadable,
} from '../../shared/aws/images/signing/inspection.ts';
import { sbatLevelOf, toldToConsumers } from '../../shared/domain/image/revoked.ts';
import { streamSource } from '../../shared/bytes/concat-source.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError, InputError } from '../../shared/errors.ts';
import { inspectImage, judgeSigned, refusingConsumers } from './look.ts';

export interface InspectDeps {
  readonly objects: Pick<ImageObjects, 'open'>;
}

type Answer =
  | Look
  | Checked
  | z.infer<typeof Digest>
  | z.infer<typeof Refusing>
  | z.infer<typeof Config>
  | PcrMeasurements
  | Unreadable;

/** Answers one question. Bytes that are no image are an answer; whatever else fails is thrown. */
export async function answer(request: unknown, { objects }: InspectDeps): Promise<Answer> {
  const asked = InspectRequest.parse(request);
  const source = objects.open(asked.image.id, { ...asked.image, versionId: asked.image.versionId });
  try {
    switch (asked.ask) {
      case 'look': {
        const { plan, info, digest, config, problems } = await inspectImage(
          source,
          await sbatLevelOf(asked.revocations),
        );
        return { kind: plan.kind, info, digest, problems: [...problems], ...(config === undefined ? {} : { config }) };
      }
      case 'refusing':
        return { problems: [...(await refusingConsumers(await planOf(source), asked.consumers))] };
      case 'digest':
        return { digest: digestOf(await planOf(source)) };
      case 'check':
        return await check(await planOf(source), asked);
      case 'config': {
        const { config } = await readImageFacts(source, 'contents');
        return config === undefined ? {} : { config };
      }
      case 'pcrs':
        return await measurementsOf(source);
    }
  } catch (error) {
    if (error instanceof FormatError || error instanceof InputError) return { unreadable: error.message };
    throw error;
  }
}

async function measurementsOf(source: ByteSource): Promise<PcrMeasurements> {
  const { headers, problem } = await openImage(source);
  if (headers === undefined) throw problem ?? new InputError('it is no UKI', { field: 'image' });
  return { starts: [...(await readPcrStarts(source, headers))], keys: [...(await readPcrKeys(source, headers))] };
}

async function check(
  plan: SigningPlan,
  { consumers, signed }: Extract<InspectRequest, { readonly ask: 'check' }>,
): Promise<Checked> {
  const signature = Buffer.from(signed.signature, 'base64');
  const [leaf = '', ...above] = signed.certificates;
  const certificates = [Buffer.from(leaf, 'base64'), ...above.map((each) => Buffer.from(each, 'base64'))] as const;
  const trust = { root: Buffer.from(signed.root, 'base64'), ...(await toldToConsumers(signed.revocations)) };
  const problems = await judgeSigned(plan, { certificates: [...certificates] }, trust, consumers, signature);
  return {
    problems: [...problems],
    ...(plan.kind === 'appended' ? { signedSha256: await fileSha256(plan, signature) } : {}),
  };
}

function digestOf({ digest }: SigningPlan): string {
  return Buffer.from(digest).toString('hex');
}

function planOf(source: ByteSource): Promise<SigningPlan> {
  return planSigning(source, { waive: true });
}

async function fileSha256(plan: SigningPlan, signature: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamSource(await applySignature(plan, signature, 'replace'))) hash.update(chunk);
  return hash.digest('hex');
}
