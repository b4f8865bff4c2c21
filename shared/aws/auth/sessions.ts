/** Sessions that people ended: `SESSION#<SHA-256 of its token>` / `SESSION` in the table of uploads, for as long as each would have been good. */
import { createHash } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TableKeys } from '../runtime/layout.ts';
import type { EndedSessions } from './authenticator.ts';

export interface SessionStore extends EndedSessions {
  /** From now on nobody is let in by this session. */
  end(session: string, at: Date, expiresAt: Date): Promise<void>;
}

export function dynamoSessions(dynamo: DynamoDBDocumentClient, tableName: string): SessionStore {
  const key = (session: string) => ({
    [TableKeys.partition]: `SESSION#${createHash('sha256').update(session).digest('hex')}`,
    [TableKeys.sort]: 'SESSION',
  });
  return {
    async isEnded(session) {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName: tableName, Key: key(session), ConsistentRead: true }),
      );
      return Item !== undefined;
    },
    async end(session, at, expiresAt) {
      await dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: key(session),
          UpdateExpression: `SET endedAt = if_not_exists(endedAt, :at), ${TableKeys.expires} = :expires`,
          ExpressionAttributeValues: {
            ':at': at.toISOString(),
            // Clocks differ: the mark outlives the session.
            ':expires': Math.floor(expiresAt.getTime() / 1000) + 3600,
          },
        }),
      );
    },
  };
}
