/**
 * The Authenticode digest beside bare SHA-256 over the same file in the same run; signing an 8 MB kernel beside sbsign and
 * osslsigncode; and the most memory that verifying a UKI of 512 MB takes.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authenticodeRanges, digestRanges } from '../../shared/authenticode/pe/digest.ts';
import { parsePeHeaders, readHead } from '../../shared/authenticode/pe/headers.ts';
import { toPem } from '../../shared/authenticode/sign/certificate.ts';
import { signAuthenticode } from '../../shared/authenticode/sign/signed-data.ts';
import { applySignature, planSigning } from '../../shared/authenticode/sign/sign-image.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { buildPe } from '../support/pe-writer.ts';
import { bytesOf } from '../support/signed-images.ts';
import { makeTestAuthority } from '../support/signing-keys.ts';
import { bestOf, measure } from './measure.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly target?: number;
  readonly ratio?: number;
  readonly peer?: string;
}

const MEGA = 1e6;
const KERNEL_BYTES = 8 * 1024 * 1024;
const LARGE_BYTES = 512 * 1024 * 1024;
const CLI = path.join(import.meta.dirname, '../../clients/cli/main.ts');
const RUNS = 5;

/** Like the tests' own, which needs their runner. */
function commandPath(command: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, command)).find((candidate) => existsSync(candidate));
}

const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'purgatory-bench-'));
  try {
    const at = (name: string): string => path.join(folder, name);
    writeFileSync(at('kernel.efi'), image(KERNEL_BYTES));
    return [...(await digestSpeed(at('kernel.efi'))), ...(await signing(at)), await largeImage(at('uki.efi'))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function image(bytes: number): Uint8Array {
  const data = Buffer.alloc(bytes);
  for (let offset = 0; offset < bytes; offset += 4) data.writeUInt32LE((offset * 2654435761) >>> 0, offset);
  return buildPe({ bzImage: true, sections: [{ name: '.text', data, executable: true }] });
}

/** In turns, so that both have the same machine; the best of each. */
async function digestSpeed(file: string): Promise<Figure[]> {
  let bare = Infinity;
  let ours = Infinity;
  for (let run = 0; run < RUNS * 4; run += 1) {
    let start = performance.now();
    createHash('sha256').update(readFileSync(file)).digest();
    bare = Math.min(bare, performance.now() - start);
    const source = await fileSource(file);
    start = performance.now();
    const headers = parsePeHeaders(await readHead(source), source.sizeBytes);
    await digestRanges(source, authenticodeRanges(headers), ['sha256']);
    ours = Math.min(ours, performance.now() - start);
    await source.close();
  }
  const name = 'Authenticode digest, share of bare SHA-256';
  return [
    { name, value: round(bare / ours), unit: '', higherIsBetter: true, target: 0.9 },
    {
      name: 'Authenticode digest',
      value: round(KERNEL_BYTES / MEGA / (ours / 1000), 0),
      unit: 'MB/s',
      higherIsBetter: true,
    },
  ];
}

/** Digest, signature and file. Ours without and with the start of node; the peers are whole programs. */
async function signing(at: (name: string) => string): Promise<Figure[]> {
  const authority = await makeTestAuthority();
  writeFileSync(at('leaf.pem'), toPem(authority.leaf));
  writeFileSync(at('leaf.key'), authority.leafKey.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  let seconds = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const plan = await planSigning(memorySource(readFileSync(at('kernel.efi'))));
    const signature = await signAuthenticode(plan.digest, authority.identity);
    writeFileSync(at('kernel.p7s'), signature);
    writeFileSync(at('signed.efi'), await bytesOf(await applySignature(plan, signature, 'replace')));
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  const peers: Readonly<Record<string, readonly string[]>> = {
    sbsign: ['--key', at('leaf.key'), '--cert', at('leaf.pem'), '--output', at('a.efi'), at('kernel.efi')],
    osslsigncode: [
      'sign',
      '-h',
      'sha256',
      '-certs',
      at('leaf.pem'),
      '-key',
      at('leaf.key'),
      '-in',
      at('kernel.efi'),
      '-out',
      at('b.efi'),
    ],
  };
  const figures: Figure[] = [];
  for (const [peer, args] of Object.entries(peers)) {
    const command = commandPath(peer);
    if (command === undefined) continue;
    const { seconds: theirs } = await bestOf(RUNS, async () => {
      rmSync(at('b.efi'), { force: true });
      return measure(command, args);
    });
    figures.push({
      name: `digest, sign and attach, 8 MB, beside ${peer}`,
      value: round(seconds),
      unit: 's',
      higherIsBetter: false,
      ratio: round(theirs / seconds),
      peer,
    });
  }
  const attached = await bestOf(RUNS, () =>
    measure(process.execPath, [CLI, 'attach', at('kernel.efi'), at('kernel.p7s'), '-o', at('c.efi')]),
  );
  figures.push({
    name: 'purgatory attach, 8 MB, with the start of node',
    value: round(attached.seconds),
    unit: 's',
    higherIsBetter: false,
  });
  return figures;
}

/** Written piece by piece: the bench must not need what it measures. */
async function largeImage(file: string): Promise<Figure> {
  const head = Buffer.from(buildPe({ sections: [{ name: '.linux', data: new Uint8Array(0x200), executable: true }] }));
  const section = head.readUInt16LE(0x80 + 20) + 0x80 + 24;
  head.writeUInt32LE(LARGE_BYTES, section + 8);
  head.writeUInt32LE(LARGE_BYTES, section + 16);
  head.writeUInt32LE(LARGE_BYTES + 0x2000, 0x80 + 24 + 56);
  const handle = await open(file, 'w');
  await handle.write(head.subarray(0, 0x1000));
  await handle.truncate(0x1000 + LARGE_BYTES);
  await handle.close();
  const { peakMb } = await measure(process.execPath, [CLI, 'verify', file, '--json']);
  return {
    name: 'verify a UKI of 512 MB, most memory',
    value: round(peakMb, 0),
    unit: 'MB',
    higherIsBetter: false,
    target: 100,
  };
}
