/** One function asks another, and waits for the answer. */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { TransientError } from '../../errors.ts';

/** Sends a value as JSON and answers what comes back, which nobody has looked at yet. */
export type Ask = (request: unknown) => Promise<unknown>;

/** @param name of the function, or its ARN where it is in another account */
export function askFunction(lambda: LambdaClient, name: string): Ask {
  return async (request) => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(request)) }),
    );
    const text = Buffer.from(Payload ?? new Uint8Array(0)).toString();
    // What it failed of stands in its own log.
    if (FunctionError !== undefined) throw new TransientError(`the function ${name} failed: ${FunctionError}`);
    return JSON.parse(text) as unknown;
  };
}
