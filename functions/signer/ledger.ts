/**
 * What the holder of the key remembers by itself, so that nobody who can write to the deployment's tables can have it forget: the log
 * that it believes, the newest policy and revocations that it was shown, the certificates that it issued and the signatures that it made.
 *
 *     LEDGER          / LOG | POLICY | REVOCATIONS
 *     CERTIFICATE     / root#<key> | signer#<key> | kek
 *     SIGNED#<digest> / <certificate>#<kind>
 */
import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LogIdentity } from '../../shared/domain/image/order.ts';
import { TableKeys } from '../../shared/aws/runtime/layout.ts';
import type { SignatureKind } from '../../shared/contract/images.ts';
import { TransientError } from '../../shared/errors.ts';

const Held = z.object({ version: z.number().int(), sha256: z.string() });
const KeptSignature = z.object({ signature: z.string(), imageId: z.string(), at: z.string() });
const KeptCertificate = z.object({ certificate: z.string(), publicKey: z.string() });

/** What is counted up whenever it changes. */
export interface Versioned {
  readonly version: number;
  readonly content: unknown;
}

/** `newer`: a later one was shown before. `other`: another one of this version was. */
export type Standing = 'holds' | 'newer' | 'other';

const ATTEMPTS = 5;

export class Ledger {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The log that is believed: `told`, where none was before. */
  async log(told: LogIdentity): Promise<LogIdentity> {
    await this.#put('LEDGER', 'LOG', told);
    return LogIdentity.parse(await this.#get('LEDGER', 'LOG'));
  }

  /** How what is shown stands to what was shown before; where it is the newest it is remembered. */
  async hold(what: 'POLICY' | 'REVOCATIONS', { version, content }: Versioned): Promise<Standing> {
    const sha256 = createHash('sha256').update(inOrder(content)).digest('hex');
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const item = await this.#get('LEDGER', what);
      const held = item === undefined ? undefined : Held.parse(item);
      if (held !== undefined && held.version > version) return 'newer';
      if (held?.version === version) return held.sha256 === sha256 ? 'holds' : 'other';
      const isTaken = await this.#put('LEDGER', what, { version, sha256 }, held?.version);
      if (isTaken) return 'holds';
    }
    throw new TransientError(`the ledger's ${what} is changed by too many at once`);
  }

  async signature(digest: string, certificateSha256: string, kind: SignatureKind): Promise<Uint8Array | undefined> {
    const item = await this.#get(`SIGNED#${digest}`, `${certificateSha256}#${kind}`);
    return item === undefined ? undefined : Buffer.from(KeptSignature.parse(item).signature, 'base64');
  }

  /** Keeps it for good; whoever was first stays. */
  async keepSignature(of: {
    readonly digest: string;
    readonly certificateSha256: string;
    readonly kind: SignatureKind;
    readonly signature: Uint8Array;
    readonly imageId: string;
    readonly at: string;
  }): Promise<void> {
    const { digest, certificateSha256, kind, signature, imageId, at } = of;
    const kept: z.infer<typeof KeptSignature> = { signature: Buffer.from(signature).toString('base64'), imageId, at };
    await this.#put(`SIGNED#${digest}`, `${certificateSha256}#${kind}`, kept);
  }

  async certificate(name: string): Promise<z.infer<typeof KeptCertificate> | undefined> {
    const item = await this.#get('CERTIFICATE', name);
    return item === undefined ? undefined : KeptCertificate.parse(item);
  }

  /** Keeps it for good; answers the one that is kept. */
  async keepCertificate(
    name: string,
    certificate: z.infer<typeof KeptCertificate>,
  ): Promise<z.infer<typeof KeptCertificate>> {
    await this.#put('CERTIFICATE', name, certificate);
    return (await this.certificate(name)) ?? certificate;
  }

  async #get(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const Key = { [TableKeys.partition]: pk, [TableKeys.sort]: sk };
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item;
  }

  /** @param before the version that was read; undefined: there was nothing. @returns whether that still held, and it is put */
  async #put(pk: string, sk: string, item: object, before?: number): Promise<boolean> {
    const condition =
      before === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :before',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':before': before },
          };
    try {
      const Item = { [TableKeys.partition]: pk, [TableKeys.sort]: sk, ...item };
      await this.#client.send(new PutCommand({ TableName: this.#table, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

/** JSON with the keys of each object in order: what is stored and read again gives the same text. */
function inOrder(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
