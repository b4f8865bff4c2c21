/**
 * The log of what was signed and decided. An entry's place is taken in DynamoDB, for good, before anything else; tiles follow
 * from the entries alone, so that writers at the same time write the same; a checkpoint is signed when all tiles are there.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { signCheckpoint } from '../../authenticode/log/checkpoint.ts';
import { consistencyProof, inclusionProof, rootHash } from '../../authenticode/log/merkle.ts';
import { appendEntries, readEntry, TileReader, type TileStore } from '../../authenticode/log/tiles.ts';
import { LogEntry, type ConsistencyAnswer, type InclusionProof } from '../../contract/images.ts';
import { InputError, TransientError } from '../../errors.ts';
import { ifThere } from '../objects/absent.ts';
import { ImageKeys, ImageObjectKeys } from './items.ts';
import type { KmsSigner } from './kms-signer.ts';

export interface TransparencyLog {
  /** Adds an entry and answers its index. It is in the log when this returns, and in a checkpoint soon after. */
  append(entry: LogEntry): Promise<number>;
  /** The newest checkpoint, a signed note; of an empty log too. */
  checkpoint(): Promise<string>;
  prove(index: number): Promise<InclusionProof>;
  /** That the log of `size` entries is a beginning of the newest. */
  proveConsistency(size: number): Promise<ConsistencyAnswer>;
  readonly origin: string;
  publicKey(): Promise<Uint8Array>;
}

export interface TransparencyLogDeps {
  readonly dynamo: DynamoDBDocumentClient;
  readonly table: string;
  readonly tiles: TileStore;
  readonly signer: KmsSigner;
  /** Name of the log in its checkpoints. */
  readonly origin: string;
}

const Head = z.object({ size: z.number().int().nonnegative(), checkpoint: z.string() });
type Head = z.infer<typeof Head>;
const EntryItem = z.object({ index: z.number().int(), entry: z.string() });
const ATTEMPTS = 20;
/** Entries that one checkpoint takes in. */
const MAX_BATCH = 256;

export function transparencyLog(deps: TransparencyLogDeps): TransparencyLog {
  const { dynamo, table, tiles, signer, origin } = deps;

  async function head(): Promise<Head | undefined> {
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: table, Key: ImageKeys.logHead, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : Head.parse(Item);
  }

  async function entriesFrom(index: number): Promise<readonly string[]> {
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        ExpressionAttributeValues: { ':pk': 'LOG', ':from': ImageKeys.logEntry(index).sk },
        ConsistentRead: true,
        Limit: MAX_BATCH,
      }),
    );
    // `HEAD` sorts behind the entries.
    const items = Items.filter((item) => item['entry'] !== undefined).map((item) => EntryItem.parse(item));
    return items.map(({ entry }) => entry);
  }

  async function lastIndex(): Promise<number> {
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :end',
        ExpressionAttributeValues: { ':pk': 'LOG', ':end': 'F' },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    const [item] = Items;
    return item === undefined ? -1 : EntryItem.parse(item).index;
  }

  /** Takes the next place. Somebody else may take it first: then the one after that. */
  async function reserve(entry: string): Promise<number> {
    let index = (await lastIndex()) + 1;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await putNew({ ...ImageKeys.logEntry(index), index, entry })) return index;
      index += 1;
    }
    throw new TransientError('the log is written to by too many at once');
  }

  async function putNew(
    item: Record<string, unknown>,
    condition = 'attribute_not_exists(pk)',
    values?: Record<string, unknown>,
  ): Promise<boolean> {
    try {
      await dynamo.send(
        new PutCommand({
          TableName: table,
          Item: item,
          ConditionExpression: condition,
          ...(values === undefined
            ? {}
            : { ExpressionAttributeNames: { '#size': 'size' }, ExpressionAttributeValues: values }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Brings tiles and checkpoint up to the entries. Whoever is late finds it done. */
  async function integrate(upTo: number): Promise<Head> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await head();
      if (before !== undefined && before.size >= upTo) return before;
      const from = before?.size ?? 0;
      const entries = await entriesFrom(from);
      const size = await appendEntries(
        tiles,
        from,
        entries.map((entry) => Buffer.from(entry)),
      );
      const root = await rootHash(new TileReader(tiles, size), size);
      const checkpoint = await signCheckpoint({ origin, size, root }, await signer.publicKey(), (digest) =>
        signer.sign(digest),
      );
      const item = { ...ImageKeys.logHead, size, checkpoint };
      const taken =
        before === undefined ? await putNew(item) : await putNew(item, '#size = :before', { ':before': before.size });
      if (taken) await tiles.put('checkpoint', Buffer.from(checkpoint));
    }
    throw new TransientError('the log is written to by too many at once');
  }

  async function newest(): Promise<Head> {
    return (await head()) ?? integrate(0);
  }

  return {
    origin,
    publicKey: () => signer.publicKey(),
    async append(entry) {
      const index = await reserve(JSON.stringify(LogEntry.parse(entry)));
      await integrate(index + 1);
      return index;
    },
    async checkpoint() {
      return (await newest()).checkpoint;
    },
    async prove(index) {
      const { size, checkpoint } = await integrate(index + 1);
      const reader = new TileReader(tiles, size);
      const [entry, proof] = await Promise.all([readEntry(tiles, index, size), inclusionProof(reader, index, size)]);
      return {
        index,
        entry: Buffer.from(entry).toString('base64'),
        proof: proof.map((hash) => Buffer.from(hash).toString('hex')),
        checkpoint,
      };
    },
    async proveConsistency(from) {
      const { size, checkpoint } = await newest();
      if (from > size) throw new InputError(`the log has ${size} entries`, { field: 'from' });
      const proof = await consistencyProof(new TileReader(tiles, size), from, size);
      return { proof: proof.map((hash) => Buffer.from(hash).toString('hex')), checkpoint };
    },
  };
}

/** Tiles as objects of a bucket. What is written is never changed but `checkpoint`. */
export function s3Tiles(s3: S3Client, bucket: string): TileStore {
  return {
    async get(name) {
      const key = ImageObjectKeys.log(name);
      return await ifThere({ client: s3, bucket, key }, async () => {
        const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await answer.Body?.transformToByteArray();
      });
    },
    async put(name, bytes) {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: ImageObjectKeys.log(name),
          Body: bytes,
          ChecksumAlgorithm: 'SHA256',
        }),
      );
    },
  };
}
