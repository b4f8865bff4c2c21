/** The operator's rules of subsystems and owners: one object beside the lines. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { SubsystemRules } from '../../contract/subsystems.ts';
import { ifThere } from '../objects/absent.ts';
import { SYMBOLS_PREFIX } from './objects.ts';

const KEY = `${SYMBOLS_PREFIX}subsystems.json.gz`;
/** A change is seen by all after so long. */
const KEPT_MS = 5 * 60_000;
const MAX_BYTES = 64 * 1024 * 1024;

export interface SubsystemStore {
  /** Undefined where the operator gave none. */
  rules(): Promise<SubsystemRules | undefined>;
}

export function s3Subsystems(s3: S3Client, bucket: string, now: () => number = Date.now): SubsystemStore {
  let kept: { readonly rules: Promise<SubsystemRules | undefined>; readonly until: number } | undefined;
  const read = (): Promise<SubsystemRules | undefined> =>
    ifThere({ client: s3, bucket, key: KEY }, async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: KEY }));
      const packed = (await Body?.transformToByteArray()) ?? new Uint8Array(0);
      return SubsystemRules.parse(JSON.parse(gunzipSync(packed, { maxOutputLength: MAX_BYTES }).toString('utf8')));
    });
  return {
    rules() {
      if (kept === undefined || kept.until < now()) {
        const rules = read();
        kept = { rules, until: now() + KEPT_MS };
        rules.catch(() => (kept = undefined));
      }
      return kept.rules;
    },
  };
}

export async function keepSubsystems(s3: S3Client, bucket: string, rules: SubsystemRules): Promise<void> {
  const body = gzipSync(JSON.stringify(rules));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: KEY, Body: body, ContentType: 'application/gzip' }));
}
