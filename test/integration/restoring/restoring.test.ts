import { beforeAll, describe, expect, it } from '@jest/globals';
import { GetItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DisableKeyCommand,
  DescribeKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
  CreateKeyCommand,
} from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../../../infra/local/setup/paths.mjs';
import { describeOnStack, eventually, output } from '../support/stack.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/restoring.md'), 'utf8');
const PYTHON = join(state, 'venv', 'bin', 'python');

/** The commands of the page by section, and whether they can be run on an emulator. */
const blocks = PAGE.split(/^##+ /m).flatMap((section) => {
  const [title = ''] = section.split('\n');
  return [...section.matchAll(/<!-- (run|checked)[^>]*-->\n\n```sh\n([^]*?)```/g)].map(([, how, text = '']) => ({
    title,
    how,
    lines: text.trim().split('\n'),
  }));
});

async function aws(lines: readonly string[], ...options: string[]): Promise<readonly Record<string, unknown>[]> {
  return await new Promise((resolve, reject) => {
    const child = execFile(PYTHON, [join(import.meta.dirname, 'aws.py'), ...options], (error, stdout, stderr) => {
      if (error !== null) reject(new Error(stderr.trim().split('\n').slice(-3).join('\n')));
      else
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>),
        );
    });
    child.stdin?.end(lines.join('\n'));
  });
}

/** The lines of a section with names in place of the words in capitals. */
function linesOf(title: string, names: Readonly<Record<string, string>>, index = 0): readonly string[] {
  const block = blocks.filter((each) => each.title === title)[index];
  if (block === undefined) throw new Error(`docs/restoring.md has no commands under ${title}`);
  return block.lines.map((line) => line.replaceAll(/\b[A-Z][A-Z_]{2,}\b/g, (word) => names[word] ?? word));
}

describe('docs/restoring.md', () => {
  it('says of every command whether it was run', () => {
    const commands = PAGE.split('\n').filter((line) => line.startsWith('aws '));
    expect(blocks.flatMap(({ lines }) => lines)).toEqual(commands);
    expect(commands.length).toBeGreaterThan(15);
  });
});

describeOnStack('restoring', () => {
  const table = output('PurgatoryStorage', 'UploadTableName');
  const bucket = output('PurgatoryStorage', 'DumpBucketName');
  const id = randomUUID();
  const dynamo = new DynamoDBClient();
  const item = { pk: { S: `RESTORE#${id}` }, sk: { S: 'X' } };

  beforeAll(async () => {
    await dynamo.send(new PutItemCommand({ TableName: table, Item: item }));
  });

  it('knows every command that it can not run by the model of its service', async () => {
    const lines = blocks
      .flatMap((block) => block.lines)
      .map((line) => line.replaceAll(/\b(KEY_ARN|BACKUP)\b/g, 'arn:aws:service:us-east-1:111122223333:a-name'));
    await expect(aws(lines, '--check')).resolves.toHaveLength(lines.length);
    await expect(aws(['aws dynamodb restore-table --table-name x'], '--check')).rejects.toThrow(/no operation/);
    await expect(aws(['aws dynamodb describe-table --table x'], '--check')).rejects.toThrow(/no option/);
    await expect(aws(['aws dynamodb describe-table'], '--check')).rejects.toThrow(/TableName/);
  });

  it('brings records back from a table beside the old one', async () => {
    const names = { TABLE: table, RESTORED: `restored-${id}`, KEY: item.pk.S, SORT: item.sk.S };
    await aws(linesOf('Records', names, 0));
    const [found, put] = await aws(linesOf('Records', names, 1)).catch((error: unknown) => [
      { refused: String(error) },
    ]);
    // The record is still there, and is not written over.
    expect([found, put].map((answer) => JSON.stringify(answer)).join()).toContain('ConditionalCheckFailed');
    const { Item } = await dynamo.send(new GetItemCommand({ TableName: table, Key: item }));
    expect(Item).toEqual(item);
  });

  it('brings an object back that was deleted, and one that was overwritten', async () => {
    const s3 = new S3Client({ forcePathStyle: true });
    const Key = `uploads/${id}/log`;
    const first = await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'first' }));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'second' }));
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    const { DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: Key }));
    const names = {
      BUCKET: bucket,
      PREFIX: Key,
      KEY: Key,
      MARKER: DeleteMarkers[0]?.VersionId ?? '',
      VERSION: first.VersionId ?? '',
    };
    const read = async () => (await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();
    const [list = '', undelete = '', copy = ''] = linesOf('Objects', names);
    await aws([list, undelete]);
    await expect(read()).resolves.toBe('second');
    await aws([copy]);
    await expect(read()).resolves.toBe('first');
  });

  it('sends dead letters again', async () => {
    const sqs = new SQSClient();
    const make = async (name: string, attributes: Record<string, string> = {}) => {
      const { QueueUrl } = await sqs.send(
        new CreateQueueCommand({ QueueName: `${name}-${id}`, Attributes: attributes }),
      );
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      return { url: QueueUrl ?? '', arn: Attributes['QueueArn'] ?? '' };
    };
    const dead = await make('dead');
    const queue = await make('queue', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 3 }),
    });
    await sqs.send(new SendMessageCommand({ QueueUrl: dead.url, MessageBody: 'again' }));
    const answers = await aws(
      linesOf('Dead letters', { DEAD_LETTERS_URL: dead.url, DEAD_LETTERS_ARN: dead.arn, QUEUE_ARN: queue.arn }),
    );
    expect(JSON.stringify(answers[0])).toContain('again');
    await eventually('the message', async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url }));
      return Messages.find(({ Body }) => Body === 'again');
    });
  });

  it('brings a key back that was disabled, and one that was to be deleted', async () => {
    const kms = new KMSClient();
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const KeyId = KeyMetadata?.Arn ?? '';
    const stateOf = async () => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;
    await kms.send(new DisableKeyCommand({ KeyId }));
    await aws(linesOf('A key', { KEY_ARN: KeyId }, 0));
    await expect(stateOf()).resolves.toBe('Enabled');
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await aws(linesOf('A key', { KEY_ARN: KeyId }, 1));
    await expect(stateOf()).resolves.toBe('Disabled');
    await aws(linesOf('A key', { KEY_ARN: KeyId }, 0));
    await expect(stateOf()).resolves.toBe('Enabled');
  });
});
