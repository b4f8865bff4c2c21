/** Deleting what a host has sent, call by call. */
import { Erasure } from '../../../shared/contract/erasures.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { bytes, moment, plural } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceClient } from '../service/client.ts';

/**
 * Calls until all is deleted, or only a wait is left.
 *
 * @throws {UsageError} when nobody confirms it
 */
export async function deleteHost(
  client: ServiceClient,
  { host, yes }: { readonly host: string; readonly yes: boolean },
  context: CliContext,
): Promise<Erasure> {
  if (!yes) await confirm(host, context);
  const progress = progressLine(context.stderr);
  try {
    for (;;) {
      const erasure = await client.post('erasures', { host }, Erasure);
      if (erasure.done || erasure.waitUntil !== undefined) return erasure;
      progress.update(`${plural(erasure.uploads, 'upload')}, ${bytes(erasure.sizeBytes)} deleted`);
      context.signal.throwIfAborted();
    }
  } finally {
    progress.clear();
  }
}

async function confirm(host: string, context: CliContext): Promise<void> {
  if (context.stderr.isTTY !== true) throw new UsageError('this deletes dumps for good: --yes says that it is meant');
  context.stderr.write(
    `All that ${safeText(host)} has sent is deleted for good: dumps, logs, reports. Type its name to go on: `,
  );
  let typed = '';
  for await (const piece of context.stdin) {
    typed += Buffer.from(piece).toString();
    if (typed.includes('\n')) break;
  }
  if (typed.trim() !== host) throw new UsageError('that is not its name: nothing was deleted');
}

export function erasureText(erasure: Erasure): string {
  const { host, uploads, sizeBytes, lockedObjects, lockedUntil, waitUntil } = erasure;
  const lines = [`${safeText(host)}: ${plural(uploads, 'upload')} deleted, ${bytes(sizeBytes)}; its tokens are void`];
  if (lockedObjects > 0) {
    const until = lockedUntil === undefined ? '' : ` until ${moment(lockedUntil)}`;
    lines.push(`${plural(lockedObjects, 'object')} held by Object Lock${until}: hidden now, deleted by S3 then`);
  }
  if (waitUntil !== undefined) lines.push(`something may still arrive: run this again after ${moment(waitUntil)}`);
  return lines.join('\n');
}
