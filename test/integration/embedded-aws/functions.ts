/** Functions made for a test: their code is given as text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { zipFolder } from '../../../infra/local/stack/zip.ts';

const client = new LambdaClient({ maxAttempts: 1 });
let made = 0;

export interface Answer {
  readonly failed: boolean;
  readonly payload: unknown;
  readonly log: string;
}

/** Makes a function of an ES module's text. @returns its name */
export async function makeFunction(
  code: string,
  options: { readonly timeoutSeconds?: number; readonly memoryMiB?: number; readonly fileName?: string } = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-function-'));
  writeFileSync(join(folder, options.fileName ?? 'index.mjs'), code);
  const FunctionName = `test-${process.pid}-${(made += 1)}`;
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/test',
      Architectures: ['arm64'],
      Timeout: options.timeoutSeconds ?? 20,
      MemorySize: options.memoryMiB ?? 128,
      Environment: { Variables: { MARK: 'of this function' } },
      Code: { ZipFile: zipFolder(folder) },
    }),
  );
  rmSync(folder, { recursive: true });
  return FunctionName;
}

export async function invoke(name: string, event: unknown = {}): Promise<Answer> {
  const answer = await client.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event), LogType: 'Tail' }),
  );
  return {
    failed: answer.FunctionError !== undefined,
    payload: JSON.parse(Buffer.from(answer.Payload ?? []).toString()) as unknown,
    log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
  };
}
