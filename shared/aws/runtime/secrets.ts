/** Secrets, read when first needed and again after a while, so that a rotated one is taken up. */
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NotFoundError } from '../../errors.ts';

const KEPT_MS = 5 * 60_000;

/** Answers the text of the secret `id` (name or ARN). */
export function secretText(client: SecretsManagerClient, id: string, now: () => Date = () => new Date()) {
  let kept: { readonly text: string; readonly until: number } | undefined;
  return async (): Promise<string> => {
    const time = now().getTime();
    if (kept !== undefined && time < kept.until) return kept.text;
    const answer = await client.send(new GetSecretValueCommand({ SecretId: id }));
    if (answer.SecretString === undefined) throw new NotFoundError(`the secret ${id} holds no text`);
    kept = { text: answer.SecretString, until: time + KEPT_MS };
    return kept.text;
  };
}

/** Whether there is a secret of this name, not one that is about to be deleted. What it holds is not read. */
export async function hasSecret(client: SecretsManagerClient, name: string): Promise<boolean> {
  try {
    const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: name }));
    return DeletedDate === undefined;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
