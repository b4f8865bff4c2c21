/**
 * The AWS clients of a process, each made once, when first asked for. Where the services are is the SDK's own matter
 * (`AWS_ENDPOINT_URL`, region, credentials): nothing here knows of an emulator.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Wrap = <Client extends object>(client: Client) => Client;
let wrap: Wrap = (client) => client;

/** Lets `wrapper` see each client that is made from now on, but for S3's: a presigned address must not hold what it adds. */
export function wrapClients(wrapper: Wrap): void {
  wrap = wrapper;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

// Emulators have no host name for each bucket; on AWS both styles are served.
const forcePathStyle =
  process.env['AWS_ENDPOINT_URL'] !== undefined || process.env['AWS_ENDPOINT_URL_S3'] !== undefined;

export const s3Client = once(
  () =>
    new S3Client({
      forcePathStyle,
      // A presigner would else bake the checksum of an empty body into every URL.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
);

export const dynamoClient = once(() =>
  DynamoDBDocumentClient.from(wrap(new DynamoDBClient({})), { marshallOptions: { removeUndefinedValues: true } }),
);

export const eventBridgeClient = once(() => wrap(new EventBridgeClient({})));
export const kmsClient = once(() => wrap(new KMSClient({})));
export const lambdaClient = once(() => wrap(new LambdaClient({})));
export const secretsClient = once(() => wrap(new SecretsManagerClient({})));
export const snsClient = once(() => wrap(new SNSClient({})));
export const sqsClient = once(() => wrap(new SQSClient({})));
