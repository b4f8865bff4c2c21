/** Files of lines and types to the service: asked where, put there, looked at. */
import { createHash } from 'node:crypto';
import { CreatedSymbols, SymbolsRecord } from '../../../shared/contract/symbols.ts';
import type { SymbolsPart } from '../../../shared/contract/symbols.ts';
import { NotFoundError, TransientError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import type { ServiceClient } from '../service/client.ts';
import { withRetries } from '../service/client.ts';
import { putBytes } from '../upload/put.ts';

export interface SentFile {
  readonly header: { readonly buildId: string };
  readonly bytes: Uint8Array;
}

export async function sendSymbols(
  client: ServiceClient,
  part: SymbolsPart,
  { header, bytes }: SentFile,
  context: Pick<CliContext, 'signal' | 'sleep'>,
): Promise<SymbolsRecord> {
  const { buildId } = header;
  const wish = { buildId, part, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  await withRetries(context, async () => {
    const asked = await client.post('symbols', wish, CreatedSymbols);
    if (asked.status === 'stored') return;
    const answer = await putBytes(asked.put, one(bytes), bytes.length, context.signal);
    // 412: these very bytes are there already.
    if (answer.status !== 200 && answer.status !== 412) {
      throw new TransientError(`the object store refused the ${part}: ${answer.status} ${answer.code ?? ''}`);
    }
  });
  return client.post(`symbols/${buildId}/complete`, wish, SymbolsRecord);
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

export async function isKnown(client: ServiceClient, buildId: string, part: SymbolsPart): Promise<boolean> {
  try {
    await client.get(`symbols/${buildId}`, SymbolsRecord, { part });
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
