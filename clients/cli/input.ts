/** Where a verb's input comes from: files, standard input, S3. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileSource } from '../../shared/bytes/file-source.ts';
import type { ClosableSource } from '../../shared/bytes/file-source.ts';
import { withCompanion } from '../../shared/vmcore/formats/vmss/companion.ts';
import type { CliContext } from './context.ts';
import { UsageError } from './exit-code.ts';

/** Opens every part of a dump; what was opened is closed again when one of them fails. */
export async function openSources(names: readonly string[], context: CliContext): Promise<ClosableSource[]> {
  if (names.filter((name) => name === '-').length > 1) throw new UsageError('standard input can be read once');
  const opened = await Promise.allSettled((await withCompanion(names)).map((name) => openSource(name, context)));
  const sources = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed === undefined) return sources;
  await Promise.all(sources.map((source) => source.close()));
  throw failed.reason;
}

async function openSource(name: string, context: CliContext): Promise<ClosableSource> {
  if (name === '-') return spool(context);
  if (name.startsWith('s3://')) {
    const { openS3Source } = await import('./service/s3.ts');
    return openS3Source(name);
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) throw new UsageError(`${name}: of addresses only s3:// can be read`);
  return fileSource(name);
}

/** A dump is read in no order, and may be larger than memory: what comes through a pipe goes to a file first. */
async function spool(context: CliContext): Promise<ClosableSource> {
  const directory = await mkdtemp(join(context.env['TMPDIR'] ?? tmpdir(), 'purgatory-'));
  try {
    const path = join(directory, 'standard input');
    await pipeline(context.stdin, createWriteStream(path, { mode: 0o600 }), { signal: context.signal });
    return { ...(await fileSource(path)), name: 'standard input' };
  } finally {
    // The open file stays readable; its name is gone whatever becomes of this process.
    await rm(directory, { recursive: true, force: true });
  }
}
