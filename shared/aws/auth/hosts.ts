/** The hosts that were enrolled, in the table of uploads: `HOST#<name>` / `HOST`; `gsi1` lists them by name. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Host } from '../../contract/roles.ts';
import { batchGet } from '../runtime/batch-get.ts';
import { TableKeys } from '../runtime/layout.ts';
import type { HostRevocations } from './authenticator.ts';

export interface HostStore extends HostRevocations {
  /** Records an enrolment. An earlier revocation stays: it voids the tokens before it only. */
  enrol(host: Host): Promise<void>;
  /** Voids all tokens of the host that were made until `at`. Answers false for a host that was never enrolled. */
  revoke(host: string, by: string, at: Date): Promise<boolean>;
  /**
   * Voids all tokens of the host that were made until `at`, whether it was enrolled or not, and lets its entry go when none of them
   * could be good any more. Answers false, and changes nothing, where that was done since it was last enrolled.
   */
  retire(host: string, by: string, at: Date): Promise<boolean>;
  find(host: string): Promise<Host | undefined>;
  /** Tags of any of these hosts. */
  tagsOf(hosts: readonly string[]): Promise<ReadonlySet<string>>;
  /** Tags of each of these hosts that has any. */
  tagsByHost(hosts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Hosts by name, those after `after`. */
  list(page: { readonly after?: string | undefined; readonly limit: number }): Promise<Host[]>;
}

const ALL_HOSTS = 'HOSTS';
/** No token is ever good for longer. */
const LONGEST_TOKEN_DAYS = 3650;

export function dynamoHosts(dynamo: DynamoDBDocumentClient, tableName: string): HostStore {
  const key = (host: string) => ({ [TableKeys.partition]: `HOST#${host}`, [TableKeys.sort]: 'HOST' });
  const find = async (host: string): Promise<Host | undefined> => {
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key: key(host) }));
    return Item === undefined ? undefined : Host.parse(Item);
  };
  /** False where its condition does not hold. */
  const unlessRefused = async (update: UpdateCommand): Promise<boolean> => {
    try {
      await dynamo.send(update);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    async revokedAt(host) {
      const at = (await find(host))?.revokedAt;
      return at === undefined ? undefined : new Date(at);
    },
    find,
    async retire(host, by, at) {
      return await unlessRefused(
        new UpdateCommand({
          TableName: tableName,
          Key: key(host),
          ConditionExpression: `attribute_not_exists(${TableKeys.expires})`,
          UpdateExpression: `SET host = :host, revokedAt = :at, revokedBy = :by, enrolledAt = if_not_exists(enrolledAt, :at), enrolledBy = if_not_exists(enrolledBy, :by), tokenExpiresAt = if_not_exists(tokenExpiresAt, :at), ${TableKeys.expires} = :expires REMOVE #index, #order, tags`,
          ExpressionAttributeNames: { '#index': TableKeys.indexPartition, '#order': TableKeys.indexSort },
          ExpressionAttributeValues: {
            ':host': host,
            ':at': at.toISOString(),
            ':by': by,
            ':expires': Math.floor(at.getTime() / 1000) + LONGEST_TOKEN_DAYS * 86_400,
          },
        }),
      );
    },
    async tagsOf(hosts) {
      const answers = await Promise.all(
        hosts.map((host) => dynamo.send(new GetCommand({ TableName: tableName, Key: key(host) }))),
      );
      return new Set(answers.flatMap(({ Item }) => (Item === undefined ? [] : (Host.parse(Item).tags ?? []))));
    },
    async tagsByHost(hosts) {
      const found = new Map<string, readonly string[]>();
      const of = { what: 'the tags of hosts', consistent: false };
      for (const item of await batchGet(dynamo, tableName, [...new Set(hosts)].map(key), of)) {
        const { host, tags } = Host.parse(item);
        if (tags !== undefined) found.set(host, tags);
      }
      return found;
    },
    async enrol({ host, enrolledAt, enrolledBy, tokenExpiresAt, tags }) {
      await dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: key(host),
          UpdateExpression: `SET host = :host, enrolledAt = :at, enrolledBy = :by, tokenExpiresAt = :until, #index = :all, #order = :host${tags === undefined ? '' : ', tags = :tags'} REMOVE ${TableKeys.expires}`,
          ExpressionAttributeNames: { '#index': TableKeys.indexPartition, '#order': TableKeys.indexSort },
          ExpressionAttributeValues: {
            ':host': host,
            ':at': enrolledAt,
            ':by': enrolledBy,
            ':until': tokenExpiresAt,
            ':all': ALL_HOSTS,
            ...(tags === undefined ? {} : { ':tags': tags }),
          },
        }),
      );
    },
    async revoke(host, by, at) {
      return await unlessRefused(
        new UpdateCommand({
          TableName: tableName,
          Key: key(host),
          UpdateExpression: 'SET revokedAt = :at, revokedBy = :by',
          ConditionExpression: 'attribute_exists(host)',
          ExpressionAttributeValues: { ':at': at.toISOString(), ':by': by },
        }),
      );
    },
    async list({ after, limit }) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: TableKeys.index,
          KeyConditionExpression: after === undefined ? '#index = :all' : '#index = :all AND #order > :after',
          ExpressionAttributeNames: {
            '#index': TableKeys.indexPartition,
            ...(after === undefined ? {} : { '#order': TableKeys.indexSort }),
          },
          ExpressionAttributeValues: { ':all': ALL_HOSTS, ...(after === undefined ? {} : { ':after': after }) },
          Limit: limit,
        }),
      );
      return Items.map((item) => Host.parse(item));
    },
  };
}
