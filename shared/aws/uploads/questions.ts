/**
 * The trail of what dumps were asked: `ASKED#<upload>` / `<ulid>` in the table of uploads. A partition of its own, so that the
 * function that asks may write there and nowhere else.
 */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AskedQuestion } from '../../contract/explore.ts';
import type { AskedPage } from '../../contract/explore.ts';
import { expiryOfUpload } from './items.ts';
import { ulid } from './ulid.ts';

/** What every partition of the trail begins with: a right in IAM ends where it does. */
export const ASKED_PREFIX = 'ASKED#';

export const askedPartition = (uploadId: string): string => `${ASKED_PREFIX}${uploadId}`;

interface Table {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
}

export interface QuestionTrail {
  note(question: AskedQuestion): Promise<void>;
}

/** @param retentionDays after which the trail goes, with its dump */
export function questionTrail({ dynamo, tableName }: Table, retentionDays: number): QuestionTrail {
  return {
    async note(question) {
      const { uploadId, at } = question;
      await dynamo.send(
        new PutCommand({
          TableName: tableName,
          Item: {
            pk: askedPartition(uploadId),
            sk: ulid(new Date(at)),
            ...question,
            ...expiryOfUpload(uploadId, retentionDays),
          },
        }),
      );
    },
  };
}

export interface AskedQuestions {
  /** Newest first. */
  list(uploadId: string, page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<AskedPage>;
}

export function askedQuestions({ dynamo, tableName }: Table): AskedQuestions {
  return {
    async list(uploadId, { limit, cursor }) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: cursor === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: {
            ':pk': askedPartition(uploadId),
            ...(cursor === undefined ? {} : { ':before': cursor }),
          },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const last: unknown = Items.at(-1)?.['sk'];
      return {
        questions: Items.map((item) => AskedQuestion.parse(item)),
        ...(Items.length === limit && typeof last === 'string' ? { next: last } : {}),
      };
    },
  };
}
