/** Finds the kernel's variables by the table of its series: see `evidence.ts`. */
import { LittleEndian } from '../../../bytes/little-endian.ts';
import { architectureOf } from '../../arch/index.ts';
import { Machine } from '../../formats/dump.ts';
import { readConstants } from '../../kernel/hidden-symbols.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { readUts } from '../../kernel/uts.ts';
import { findBytes, type ImageBytes } from '../../symbols/image-scan.ts';
import { locateAll, MAX_FUNCTION_BYTES, parseEvidence, type Evidence, type NamedData } from './evidence.ts';

/** Tables are large, and few dumps need one. */
const TABLES: Readonly<Record<string, () => Promise<{ readonly VARIABLES: string }>>> = {
  '6.1': () => import('./linux-6.1.ts'),
  '6.12': () => import('./linux-6.12.ts'),
};

const MAX_TEXT_BYTES = 1024;

/** Names of data, in order of address; none where there is no table of the kernel's series. */
export async function readDataNames(kernel: Kernel): Promise<readonly NamedData[]> {
  const image = await readConstants(kernel);
  if (image === undefined) return [];
  const uts = await readUts(kernel.memory, kernel.info).catch(() => undefined);
  const release = uts?.release ?? kernel.info.get('OSRELEASE')?.trim() ?? '';
  const table = kernel.machine === Machine.Aarch64 ? TABLES[/^\d+\.\d+/.exec(release)?.[0] ?? ''] : undefined;
  const evidence = table === undefined ? [] : parseEvidence((await table()).VARIABLES);
  const references = await readReferences(kernel, evidence);
  const pointers = findPointers(kernel, image, evidence);
  const found = locateAll(evidence, {
    references: (name) => references.get(name),
    pointers: (name) => pointers.get(name) ?? [],
  });
  return [...found, ...findBanner(image, release, uts?.version ?? '')].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** What the functions that the table names refer to. */
async function readReferences(
  kernel: Kernel,
  evidence: readonly Evidence[],
): Promise<ReadonlyMap<string, readonly bigint[]>> {
  const names = [...new Set(evidence.flatMap(({ references }) => references.map(({ from }) => from)))];
  const bodies = names.flatMap((name) => {
    const index = singleFunction(kernel, name);
    if (index === undefined || kernel.kallsyms === undefined) return [];
    const length = Math.min(kernel.kallsyms.sizeOf(index), MAX_FUNCTION_BYTES);
    return [{ name, address: kernel.kallsyms.address(index), length }];
  });
  const results = await kernel.memory.read(bodies);
  const { code } = architectureOf(kernel.machine);
  const found = new Map<string, readonly bigint[]>();
  bodies.forEach(({ name, address }, i) => {
    const bytes = results[i]?.bytes;
    if (bytes !== undefined) found.set(name, [...new Set(code.dataReferences(address, bytes))]);
  });
  return found;
}

/** Where pointers stand to the functions that the table names. */
function findPointers(
  kernel: Kernel,
  image: ImageBytes,
  evidence: readonly Evidence[],
): ReadonlyMap<string, readonly bigint[]> {
  const byAddress = new Map<bigint, { readonly name: string; readonly places: bigint[] }>();
  for (const { pointers } of evidence)
    for (const { to } of pointers) {
      const index = singleFunction(kernel, to);
      if (index !== undefined) byAddress.set(kernel.kallsyms?.address(index) ?? 0n, { name: to, places: [] });
    }
  const view = new LittleEndian(image.bytes);
  const first = (8 - Number(image.start & 7n)) & 7;
  // Pointers into one image share their upper half: most words are told by it alone.
  const upper = new Set([...byAddress.keys()].map((address) => Number(address >> 32n)));
  for (let at = first; at + 8 <= image.bytes.length; at += 8) {
    if (upper.has(view.u32(at + 4))) byAddress.get(view.u64(at))?.places.push(image.start + BigInt(at));
  }
  return new Map([...byAddress.values()].map(({ name, places }) => [name, places]));
}

function singleFunction(kernel: Kernel, name: string): number | undefined {
  const found = kernel.kallsyms?.find(name) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

/** `linux_banner` (init/version.c): the linker leaves another beside it, without the build's number. */
function findBanner(image: ImageBytes, release: string, version: string): NamedData[] {
  const whole = findBytes(image, Buffer.from(`Linux version ${release} (`, 'latin1')).flatMap((at) => {
    const text = image.bytes.subarray(at, at + MAX_TEXT_BYTES);
    const end = text.indexOf(0);
    if (end < 0 || !Buffer.from(text.subarray(0, end)).toString('latin1').endsWith(` ${version}\n`)) return [];
    return [{ name: 'linux_banner', address: image.start + BigInt(at), sizeBytes: end + 1 }];
  });
  return whole.length === 1 ? whole : [];
}
