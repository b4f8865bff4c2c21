/** A dump whose "report" takes a walk through it: each level is known only when the one above has arrived. */
import { createHash } from 'node:crypto';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { readOne } from '../../../shared/bytes/pending.ts';
import type { Report } from '../../../shared/contract/report.ts';
import { seeded } from './random.ts';

const PAGE = 4096;
const LEVELS = 5;
const FAN_OUT = 6;

/** Pages of pointers to pages, behind a head that begins as a kdump file does. */
export function chainDump(sizeBytes: number): Uint8Array {
  const random = seeded(1);
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 64) bytes[at] = random.below(256);
  const view = new DataView(bytes.buffer);
  const pages = Math.floor(sizeBytes / PAGE);
  for (let page = 0; page < pages; page++) {
    for (let i = 0; i < FAN_OUT; i++) view.setUint32(page * PAGE + 16 + i * 4, random.below(pages - 1) + 1, true);
  }
  bytes.set(Buffer.from('KDUMP   '));
  return bytes;
}

/** What stands for `examineDump`. */
export async function walkChain([source]: readonly ByteSource[]): Promise<Report> {
  if (source === undefined) throw new Error('no source');
  await readOne(source, { offset: 0, length: PAGE });
  const digest = createHash('sha256');
  let pending = false;
  let level = [0];
  for (let depth = 0; depth < LEVELS; depth++) {
    const read = await source.read(level.map((page) => ({ offset: page * PAGE, length: PAGE })));
    const below = new Set<number>();
    for (const bytes of read) {
      if (bytes === undefined) {
        pending = true;
        continue;
      }
      digest.update(bytes);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < FAN_OUT; i++) below.add(view.getUint32(16 + i * 4, true));
    }
    level = [...below];
  }
  const found = { code: 'walk', severity: 'info' as const, summary: digest.digest('hex'), evidence: [] };
  return {
    reportVersion: 1,
    dump: { format: 'chain', compression: 'none', sizeBytes: source.sizeBytes, bytesRead: 0, incomplete: false },
    findings: [found],
    unavailable: pending ? [{ section: 'walk', reason: 'has not arrived yet', pending: true }] : [],
  };
}
