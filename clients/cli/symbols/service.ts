/** The lines and types that the service has, for whoever is signed in there. Nothing is lost where it can't be asked: others are. */
import type { CliContext } from '../context.ts';
import { SymbolsContent, SymbolsPage } from '../../../shared/contract/symbols.ts';
import type { SymbolsRecord } from '../../../shared/contract/symbols.ts';
import { storedLines } from '../../../shared/aws/symbols/find.ts';
import { openLines } from '../../../shared/aws/symbols/open-lines.ts';
import type { RangeFetcher } from '../../../shared/aws/objects/s3-source.ts';
import { AccessError, NotFoundError } from '../../../shared/errors.ts';
import type { FindLines } from '../../../shared/symbols/lines/find.ts';
import { readTypesOf, requireTypesSize } from '../../../shared/symbols/types/pack.ts';
import type { FindTypes } from '../../../shared/vmcore/kernel/kernel-types.ts';
import { fetchRange } from '../download/download.ts';
import { describeError } from '../exit-code.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { serviceClient } from '../service/client.ts';
import type { ServiceClient } from '../service/client.ts';
import { serviceToken, serviceUrl } from '../service/settings.ts';
import type { ServiceOptions } from '../service/url-option.ts';

/** A verb that works offline does not wait longer for the service. */
const PATIENCE_MS = 10_000;
/** Of one release and name, as many as the service itself would look at. */
const MAX_BUILDS = 16;
/** An address is not used any more when it is good for no longer than this. */
const LEAST_MS = 60_000;

/**
 * Asks the service of the last login, or of the environment. Without either it knows nothing; where it can't be reached that is said
 * once, on standard error, and it knows nothing from then on.
 */
export function serviceLines(options: ServiceOptions, context: CliContext): FindLines {
  const ask = askedWhileItAnswers('source lines', options, context, linesOf);
  return async (build) => (await ask((find) => find(build))) ?? [];
}

/** The same of types. */
export function serviceTypes(options: ServiceOptions, context: CliContext): FindTypes {
  const ask = askedWhileItAnswers('types', options, context, typesOf);
  return (buildId) => ask((find) => find(buildId));
}

type Client = () => ServiceClient;

function askedWhileItAnswers<Find>(
  what: string,
  options: ServiceOptions,
  context: CliContext,
  finder: (client: Client, context: CliContext) => Find,
): <T>(question: (find: Find) => Promise<T>) => Promise<T | undefined> {
  let asked: Promise<Client | undefined> | undefined;
  let find: Find | undefined;
  let isGivenUp = false;
  return async (question) => {
    if (isGivenUp) return undefined;
    try {
      asked ??= signedIn(options, context);
      const client = await asked;
      if (client === undefined) return undefined;
      find ??= finder(client, context);
      return await question(find);
    } catch (error) {
      context.signal.throwIfAborted();
      isGivenUp = true;
      const reason = isTimeout(error) ? `no answer within ${PATIENCE_MS / 1000} s` : describeError(error);
      context.stderr.write(`purgatory: ${what} of the service: ${safeText(reason)}\n`);
      return undefined;
    }
  };
}

async function signedIn(options: ServiceOptions, context: CliContext): Promise<Client | undefined> {
  try {
    const url = await serviceUrl(options, context);
    const token = await serviceToken(url, context);
    return () => serviceClient(url, token, { ...context, signal: patience(context) });
  } catch (error) {
    // Nobody is signed in there: then it is not asked.
    if (error instanceof AccessError && error.code === 'unauthenticated') return undefined;
    throw error;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

const patience = ({ signal }: CliContext): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);

function linesOf(client: Client, context: CliContext): FindLines {
  const address = (buildId: string): Promise<SymbolsContent> =>
    client().get(`symbols/${encodeURIComponent(buildId)}/lines`, SymbolsContent);
  const addresses = new Map<string, SymbolsContent>();
  const content = async (buildId: string): Promise<SymbolsContent> => {
    const known = addresses.get(buildId);
    if (known !== undefined && Date.parse(known.expiresAt) - context.now().getTime() > LEAST_MS) return known;
    const fresh = await address(buildId);
    addresses.set(buildId, fresh);
    return fresh;
  };
  const fetcher: RangeFetcher = {
    async fetch(buildId, { offset, length }) {
      const { url } = await content(buildId);
      return fetchRange(url, offset, length, { ...context, signal: patience(context) });
    },
  };
  const store = {
    get: async (buildId: string): Promise<SymbolsRecord | undefined> => (await ifThere(content(buildId)))?.record,
    async named(release: string, name: string): Promise<SymbolsRecord[]> {
      const { symbols } = await client().get('symbols', SymbolsPage, { release, name, limit: MAX_BUILDS });
      return symbols;
    },
  };
  return storedLines(store, { open: (object) => openLines(fetcher, object.buildId, object) }, () =>
    context.now().getTime(),
  );
}

function typesOf(client: Client, context: CliContext): FindTypes {
  return async (buildId) => {
    const content = await ifThere(client().get(`symbols/${encodeURIComponent(buildId)}/types`, SymbolsContent));
    if (content === undefined) return undefined;
    const { sizeBytes } = content.record;
    requireTypesSize(sizeBytes);
    return readTypesOf(buildId, await fetchRange(content.url, 0, sizeBytes, { ...context, signal: patience(context) }));
  };
}

async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
