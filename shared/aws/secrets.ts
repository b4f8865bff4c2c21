/** Secrets, read when first needed and again after a while, so that a rotated one is taken up. */
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NotFoundError } from '../errors.ts';

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
