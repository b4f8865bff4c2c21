/** The lines that the service has, for whoever is signed in there. Nothing is lost where it can't be asked: others are. */
import type { CliContext } from '../context.ts';
import { SymbolsContent, SymbolsPage } from '../../../shared/contract/symbols.ts';
import type { SymbolsRecord } from '../../../shared/contract/symbols.ts';
import { storedLines } from '../../../shared/aws/symbols/find.ts';
import { openLines } from '../../../shared/aws/symbols/open-lines.ts';
import type { RangeFetcher } from '../../../shared/aws/objects/s3-source.ts';
import { AccessError, NotFoundError } from '../../../shared/errors.ts';
import type { FindLines } from '../../../shared/symbols/lines/find.ts';
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
  let asked: Promise<FindLines | undefined> | undefined;
  let isGivenUp = false;
  return async (build) => {
    if (isGivenUp) return [];
    try {
      asked ??= signedIn(options, context);
      return (await (await asked)?.(build)) ?? [];
    } catch (error) {
      context.signal.throwIfAborted();
      isGivenUp = true;
      const reason = isTimeout(error) ? `no answer within ${PATIENCE_MS / 1000} s` : describeError(error);
      context.stderr.write(`purgatory: source lines of the service: ${safeText(reason)}\n`);
      return [];
    }
  };
}

async function signedIn(options: ServiceOptions, context: CliContext): Promise<FindLines | undefined> {
  try {
    const url = await serviceUrl(options, context);
    const token = await serviceToken(url, context);
    return linesOf(() => serviceClient(url, token, { ...context, signal: patience(context) }), context);
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

function linesOf(client: () => ServiceClient, context: CliContext): FindLines {
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
    async get(buildId: string): Promise<SymbolsRecord | undefined> {
      try {
        return (await content(buildId)).record;
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
    async named(release: string, name: string): Promise<SymbolsRecord[]> {
      const { symbols } = await client().get('symbols', SymbolsPage, { release, name, limit: MAX_BUILDS });
      return symbols;
    },
  };
  return storedLines(store, { open: (object) => openLines(fetcher, object.buildId, object) }, () =>
    context.now().getTime(),
  );
}
