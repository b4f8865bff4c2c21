/** The account that every emulator pretends to be, and clients for it. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** What makes any AWS SDK, the CLI or a test talk to the emulator. The keys are LocalStack's convention, not a secret. */
export function awsEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

export function clientConfig(endpoint: string) {
  return { endpoint, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

export function cloudFormation(endpoint: string): CloudFormationClient {
  return new CloudFormationClient(clientConfig(endpoint));
}

export function s3(endpoint: string): S3Client {
  return new S3Client({
    ...clientConfig(endpoint),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
