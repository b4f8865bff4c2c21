/** What is revoked, and the list that follows from it. */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RevocationSet } from '../../authenticode/revocation/publication.ts';
import { readTrustFile } from '../../authenticode/trust-files.ts';
import { RevocationRecord, type RevocationTarget } from '../../contract/revocations.ts';
import { ConflictError } from '../../errors.ts';
import { ImageKeys, type StoredImage } from './items.ts';

const Head = z.object({ version: z.number().int().nonnegative(), updatedAt: z.iso.datetime() });

export interface StoredRevocations {
  /** 0: nothing was ever revoked. */
  readonly version: number;
  readonly updatedAt: string | undefined;
  readonly revocations: readonly RevocationRecord[];
}

export class RevocationStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async list(): Promise<StoredRevocations> {
    const items: Record<string, unknown>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': 'REVOCATIONS' },
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      items.push(...Items);
      start = LastEvaluatedKey;
    } while (start !== undefined);
    const head = items.find((item) => item['sk'] === ImageKeys.revocationHead.sk);
    const { version, updatedAt } = head === undefined ? { version: 0, updatedAt: undefined } : Head.parse(head);
    const revocations = items.filter((item) => item !== head).map((item) => RevocationRecord.parse(item));
    return { version, updatedAt, revocations: revocations.toSorted((a, b) => a.version - b.version) };
  }

  /**
   * Adds a revocation to the list that was read.
   *
   * @throws {ConflictError} when the list was changed meanwhile, or holds it already
   */
  async add(list: StoredRevocations, record: RevocationRecord): Promise<void> {
    const { version } = list;
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: this.#table,
                Item: { ...ImageKeys.revocationHead, version: record.version, updatedAt: record.at },
                ...(version === 0
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: '#version = :version',
                      ExpressionAttributeNames: { '#version': 'version' },
                      ExpressionAttributeValues: { ':version': version },
                    }),
              },
            },
            {
              Put: {
                TableName: this.#table,
                Item: { ...ImageKeys.revocation(targetKey(record.target)), ...record },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      );
    } catch (cause) {
      if (cause instanceof TransactionCanceledException || cause instanceof ConditionalCheckFailedException) {
        throw new ConflictError('it is revoked already, or the list was changed meanwhile', { cause });
      }
      throw cause;
    }
  }

  /** Notes how far a revocation that is in the list has come. */
  async note(record: RevocationRecord): Promise<void> {
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...ImageKeys.revocation(targetKey(record.target)), ...record },
        ConditionExpression: 'attribute_exists(pk)',
      }),
    );
  }
}

/** By what a revocation names images, to what lists name them by: a module is known by the digest of the signed file. */
export interface ImageDigests {
  /** Of the registered images that have this build-id. */
  ofBuild(buildId: string): Promise<readonly string[]>;
  /** Of the image whose signed digest this is: that digest, and others that consumers know it by. */
  ofImage(digest: string): Promise<readonly string[]>;
}

/** Those that `images` are known by. */
export function publishedDigests(
  images: readonly Pick<StoredImage, 'digest' | 'kind' | 'signedSha256'>[],
): readonly string[] {
  return images.flatMap(({ digest, kind, signedSha256 }) => {
    if (kind === 'appended') return signedSha256 === undefined ? [] : [signedSha256];
    return digest === undefined ? [] : [digest];
  });
}

/** From the register. */
export function registeredDigests(register: {
  byBuildId(buildId: string): Promise<readonly StoredImage[]>;
  byDigest(digest: string): Promise<readonly StoredImage[]>;
}): ImageDigests {
  return {
    ofBuild: async (buildId) => publishedDigests(await register.byBuildId(buildId)),
    async ofImage(digest) {
      const images = await register.byDigest(digest);
      return [digest, ...publishedDigests(images.filter(({ kind }) => kind === 'appended'))];
    },
  };
}

/** Names a target: revoked once. A higher generation of a component is another target. */
export function targetKey(target: RevocationTarget): string {
  switch (target.kind) {
    case 'image':
      return `image#${target.digest}`;
    case 'build-id':
      return `build-id#${target.buildId}`;
    case 'certificate':
      return `certificate#${Buffer.from(certificateOf(target.certificate)).toString('hex').slice(0, 512)}`;
    case 'tbs':
      return `tbs#${target.tbsSha256}`;
    case 'sbat':
      return `sbat#${target.component}#${target.generation}`;
    case 'release':
      return `release#${target.release}`;
  }
}

/** DER of the one certificate in a PEM. @throws {FormatError} */
export function certificateOf(pem: string): Uint8Array {
  const [record] = readTrustFile(Buffer.from(pem), 'certificate');
  return record?.data ?? new Uint8Array(0);
}

export async function revocationSet(list: StoredRevocations, known: ImageDigests): Promise<RevocationSet> {
  const digests = new Set<string>();
  const certificates: Uint8Array[] = [];
  const hashes: { tbsSha256: Uint8Array }[] = [];
  const generations = new Map<string, number>();
  for (const { target } of list.revocations) {
    switch (target.kind) {
      case 'image':
        for (const digest of await known.ofImage(target.digest)) digests.add(digest);
        break;
      case 'build-id':
        for (const digest of await known.ofBuild(target.buildId)) digests.add(digest);
        break;
      case 'certificate':
        certificates.push(certificateOf(target.certificate));
        break;
      case 'tbs':
        hashes.push({ tbsSha256: Buffer.from(target.tbsSha256, 'hex') });
        break;
      case 'sbat':
        generations.set(target.component, Math.max(target.generation, generations.get(target.component) ?? 0));
        break;
      case 'release':
        // Nobody that loads kernels knows releases: nothing of it is signed or handed out, and that is all.
        break;
    }
  }
  const date = list.updatedAt?.slice(0, 10).replaceAll('-', '');
  return {
    imageDigests: [...digests].map((digest) => Buffer.from(digest, 'hex')),
    certificates,
    certificateHashes: hashes,
    sbat: {
      date: date === undefined ? undefined : `${date}00`,
      entries: [...generations].map(([component, generation]) => ({ component, generation })),
    },
  };
}
