/**
 * Lines from a debuginfod server that the operator names: `GET /buildid/BUILD-ID/debuginfo`. Nobody is asked who was not named, and
 * only by build-id.
 *
 * @see debuginfod(8), elfutils 0.192
 */
import { memorySource } from '../../bytes/byte-source.ts';
import type { ClosableSource } from '../../bytes/file-source.ts';
import { FormatError, FormatErrorCode, TransientError, messageOf } from '../../errors.ts';
import { buildsOf } from '../packages/builds.ts';
import type { BuildLines, BuildOptions } from '../packages/builds.ts';
import { temporaryFile } from '../packages/temporary-file.ts';
import { LineTable } from '../table/read.ts';
import type { FindLines } from './find.ts';
import { cachedLines, keepLines } from './folder.ts';

export interface DebuginfodOptions extends BuildOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly cache?: string | undefined;
  /** What a server sends at most; default 4 GiB. */
  readonly maxBytes?: number;
  /** How long a download may take; default 10 minutes. */
  readonly timeoutMs?: number;
  /** `manual`: what leads elsewhere is not followed, and said. */
  readonly redirect?: 'follow' | 'manual';
}

const MAX_BYTES = 4 * 1024 ** 3;
const TIMEOUT_MS = 600_000;

/** @param server its address, without `/buildid/…` */
export function debuginfodLines(server: URL, options: DebuginfodOptions): FindLines {
  return async ({ buildId, name, release }) => {
    if (buildId === undefined) return [];
    const kept = await cachedLines(buildId, options.cache);
    if (kept !== undefined) return [kept];
    const made = await download(server, buildId, { ...options, name, release });
    if (made === undefined) return [];
    await keepLines(made, options.cache);
    return [await LineTable.open(memorySource(made.bytes, made.from))];
  };
}

/** Undefined where the server has none. @throws {TransientError} where it can't be asked; {FormatError} for what it should not send */
export async function download(
  server: URL,
  buildId: string,
  options: DebuginfodOptions,
): Promise<BuildLines | undefined> {
  const file = await fetchDebugFile(server, buildId, options);
  if (file === undefined) return undefined;
  try {
    for await (const made of buildsOf(file, options)) {
      if (made.outcome === 'made' && made.lines.header.buildId === buildId) return made.lines;
    }
    const place = { format: 'debuginfod', field: file.name };
    throw new FormatError(FormatErrorCode.BadValue, place, 'what came is of another build');
  } finally {
    await file.close();
  }
}

/** The debug file itself, in a temporary file without a name; what build it is of has to be seen. @throws as {@link download} */
export async function fetchDebugFile(
  server: URL,
  buildId: string,
  options: DebuginfodOptions,
): Promise<ClosableSource | undefined> {
  const base = server.href.endsWith('/') ? server.href : `${server.href}/`;
  const url = new URL(`buildid/${buildId}/debuginfo`, base);
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, redirect = 'follow', directory, signal } = options;
  const ends = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
  const headers = { 'x-debuginfod-maxsize': String(maxBytes) };
  const response = await options.fetch(url, { headers, signal: ends, redirect }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw notReached(url, cause);
  });
  if (response.status === 404) return undefined;
  const tooLarge = (problem: string): never => {
    throw new FormatError(FormatErrorCode.Limit, { format: 'debuginfod', field: url.href }, problem);
  };
  // What is larger than asked for is refused by the server itself: debuginfod(8).
  if (response.status === 406) tooLarge(`more than ${maxBytes} bytes, says the server`);
  if (!response.ok || response.body === null) throw new TransientError(`${url.href}: answered ${response.status}`);
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > maxBytes) tooLarge(`${announced} bytes`);
  return temporaryFile(url.href, bodyOf(response.body, url, signal), { directory, maxBytes });
}

/** A connection that breaks off is the network's fault and may pass. */
async function* bodyOf(
  body: AsyncIterable<Uint8Array>,
  url: URL,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    signal?.throwIfAborted();
    throw notReached(url, cause);
  }
}

function notReached(url: URL, cause: unknown): TransientError {
  const { cause: deeper = cause } = cause instanceof Error ? cause : {};
  return new TransientError(`${url.href}: no answer: ${messageOf(deeper)}`, { cause });
}
