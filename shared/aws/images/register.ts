/** The register of images: who asked for what, what became of it. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isOfImage } from '../../domain/image/kinds.ts';
import { signatureKindOf } from '../../authenticode/pkcs7/signed-data.ts';
import type { SignatureKind } from '../../contract/images.ts';
import { ConflictError, InputError, NotFoundError } from '../../errors.ts';
import { mapLimited } from '../../map-limited.ts';
import { TableKeys } from '../runtime/layout.ts';
import { queryPages } from '../runtime/query-pages.ts';
import { ImageKeys, nameLine } from './items.ts';
import { StoredImage } from '../../domain/image/record.ts';

export interface StoredSignature {
  readonly digest: string;
  readonly certificateSha256: string;
  readonly kind: SignatureKind;
  /** PKCS#7, DER. */
  readonly signature: Uint8Array;
  readonly imageId: string;
}

const ALL_IMAGES = 'IMAGES';
const READS_AT_ONCE = 16;
const SignatureItem = z.object({
  digest: z.string(),
  certificateSha256: z.string(),
  signature: z.string(),
  imageId: z.string(),
});

export class ImageRegister {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async get(id: string): Promise<StoredImage | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: ImageKeys.image(id), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : StoredImage.parse(Item);
  }

  /** @throws {NotFoundError} */
  async require(id: string): Promise<StoredImage> {
    const image = await this.get(id);
    if (image === undefined) throw new NotFoundError(`there is no image ${id}`);
    return image;
  }

  async create(image: StoredImage): Promise<void> {
    // Before the image: one that is there is always found by its release.
    if (image.partOf !== undefined) await this.#point(ImageKeys.part(image.partOf, image.id), image);
    await this.#put(image, 'attribute_not_exists(pk)', {});
  }

  /**
   * Stores a changed image, when nobody changed it since it was read.
   *
   * @throws {ConflictError} when somebody did
   */
  async update(image: StoredImage): Promise<StoredImage> {
    const next = { ...image, revision: image.revision + 1 };
    await this.#put(next, '#revision = :revision', { '#revision': 'revision' }, { ':revision': image.revision });
    return next;
  }

  async #put(
    image: StoredImage,
    condition: string,
    names: Record<string, string>,
    values: Record<string, unknown> = {},
  ): Promise<void> {
    const index = {
      [TableKeys.indexPartition]: ALL_IMAGES,
      [TableKeys.indexSort]: image.id,
      ...(image.digest === undefined ? {} : { gsi2pk: `DIGEST#${image.digest}`, gsi2sk: image.id }),
    };
    try {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...ImageKeys.image(image.id), ...index, ...image },
          ConditionExpression: condition,
          ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
          ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
        }),
      );
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      throw new ConflictError(`image ${image.id} was changed meanwhile`, { cause });
    }
  }

  /** Newest first. */
  async list(page: {
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<{ images: StoredImage[]; next?: string }> {
    if (page.cursor !== undefined && !/^[0-9A-Z]{26}$/.test(page.cursor))
      throw new InputError('not a cursor', { field: 'cursor' });
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: TableKeys.index,
        KeyConditionExpression: page.cursor === undefined ? '#index = :all' : '#index = :all AND #order < :before',
        ExpressionAttributeNames: {
          '#index': TableKeys.indexPartition,
          ...(page.cursor === undefined ? {} : { '#order': TableKeys.indexSort }),
        },
        ExpressionAttributeValues: {
          ':all': ALL_IMAGES,
          ...(page.cursor === undefined ? {} : { ':before': page.cursor }),
        },
        ScanIndexForward: false,
        Limit: page.limit,
      }),
    );
    const images = Items.map((item) => StoredImage.parse(item));
    const last = images.at(-1);
    return { images, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last.id }) };
  }

  /** All of this digest, newest first: what is revoked by what they are known by must leave none out. */
  async byDigest(digest: string): Promise<StoredImage[]> {
    const found: StoredImage[] = [];
    const query = { table: this.#table, index: 'gsi2', partition: `DIGEST#${digest}` } as const;
    for await (const items of queryPages(this.#client, query)) {
      found.push(...items.map((item) => StoredImage.parse(item)));
    }
    return found.reverse();
  }

  /** All signed ones whose kernel has this build-id, newest first. */
  async byBuildId(buildId: string): Promise<StoredImage[]> {
    const ids: string[] = [];
    for await (const items of queryPages(this.#client, { table: this.#table, partition: `BUILD#${buildId}` })) {
      ids.push(...items.map((item) => String(item['imageId'])));
    }
    return this.#images(ids.reverse());
  }

  /** The image of this name, or of its line of releases, that was signed last. */
  async lastSigned(name: string): Promise<StoredImage | undefined> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `NAME#${nameLine(name)}` },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const [image] = await this.#images(Items.map((item) => String(item['imageId'])));
    return image;
  }

  /** Makes a signed image findable by its build-id and its name. */
  async index(image: StoredImage): Promise<void> {
    // Signed policies of a UKI are no signed kernel.
    const buildId = isOfImage(image) ? image.image?.buildId : undefined;
    const at = image.signedAt ?? image.requestedAt;
    const keys = [
      ImageKeys.name(image.name, at, image.id),
      ...(buildId === undefined ? [] : [ImageKeys.build(buildId, image.id)]),
    ];
    for (const key of keys) {
      await this.#point(key, image);
    }
  }

  async #point(key: Record<string, string>, { id }: StoredImage): Promise<void> {
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...key, imageId: id } }));
  }

  /** A page of the images that were asked for as parts of a release, oldest first. */
  async ofPart(
    partOf: string,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<{ images: StoredImage[]; next?: string }> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': ImageKeys.part(partOf, '').pk, ':after': page.after ?? ' ' },
        Limit: page.limit,
      }),
    );
    const ids = Items.map((item) => String(item['imageId']));
    const last = ids.at(-1);
    return {
      images: await this.#images(ids),
      ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last }),
    };
  }

  async #images(ids: readonly string[]): Promise<StoredImage[]> {
    const images = await mapLimited(ids, READS_AT_ONCE, (id) => this.get(id));
    return images.filter((image) => image !== undefined);
  }

  /** The signature of this kind: one of another kind over the same digest is another signature. */
  async signature(
    digest: string,
    certificateSha256: string,
    kind: SignatureKind,
  ): Promise<StoredSignature | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({
        TableName: this.#table,
        Key: ImageKeys.signature(digest, certificateSha256, kind),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return undefined;
    const parsed = SignatureItem.parse(Item);
    const signature = Buffer.from(parsed.signature, 'base64');
    // Recorded under this key before kinds had keys of their own: the bytes say which it is.
    if (kind === 'authenticode' && signatureKindOf(signature) !== kind) return undefined;
    return { ...parsed, kind, signature };
  }

  /** Keeps a signature for good; answers the one that is kept, which is another's where that was first. */
  async keepSignature(signature: StoredSignature): Promise<StoredSignature> {
    try {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: {
            ...ImageKeys.signature(signature.digest, signature.certificateSha256, signature.kind),
            ...signature,
            signature: Buffer.from(signature.signature).toString('base64'),
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return signature;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return (await this.signature(signature.digest, signature.certificateSha256, signature.kind)) ?? signature;
    }
  }
}
