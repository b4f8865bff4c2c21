/** What a module says of itself: `.modinfo`, and the build-id in its notes. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { ImageInfo, ModuleInfo, ReleaseClaim } from '../../contract/verify.ts';
import { printable } from '../image/magic.ts';
import { readElfSections } from './elf.ts';
import { isRelease } from './kernel.ts';

const MAX_MODINFO_BYTES = 256 * 1024;
const NOTE_HEADER_BYTES = 16;
const BUILD_ID_BYTES = 20;

export interface ModuleFacts {
  readonly module: ModuleInfo;
  readonly claims: readonly ReleaseClaim[];
  readonly buildId: string | undefined;
}

/** Undefined where the file's own tables are not in it: then nothing is known of it. @param sizeBytes without its signature */
export async function readModuleFacts(
  source: ByteSource,
  head: Uint8Array,
  sizeBytes: number,
): Promise<ModuleFacts | undefined> {
  const sections = await readElfSections(source, head, sizeBytes);
  if (sections === undefined) return undefined;
  const read = async (name: string, maxBytes: number): Promise<Uint8Array | undefined> => {
    const section = sections.find((candidate) => candidate.name === name);
    return section === undefined || section.length > maxBytes ? undefined : readOne(source, section);
  };
  const fields = modinfo((await read('.modinfo', MAX_MODINFO_BYTES)) ?? new Uint8Array(0));
  const [release = ''] = fields.get('vermagic')?.split(' ', 1) ?? [];
  return {
    module: definedOnly({
      name: fields.get('name'),
      vermagic: fields.get('vermagic'),
      srcversion: fields.get('srcversion'),
      license: fields.get('license'),
    }),
    claims: isRelease(release) ? [{ from: '.modinfo vermagic', release }] : [],
    buildId: buildIdOf(await read('.note.gnu.build-id', 1024)),
  };
}

/** `key=value`, NUL, …; of several of one name the first. */
function modinfo(bytes: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of Buffer.from(bytes).toString('latin1').split('\0')) {
    const at = line.indexOf('=');
    if (at > 0 && !fields.has(line.slice(0, at)))
      fields.set(line.slice(0, at), printable(line.slice(at + 1, at + 501)));
  }
  return fields;
}

function buildIdOf(note: Uint8Array | undefined): string | undefined {
  if (note?.length !== NOTE_HEADER_BYTES + BUILD_ID_BYTES) return undefined;
  return Buffer.from(note.subarray(NOTE_HEADER_BYTES)).toString('hex');
}

function definedOnly(info: { [K in keyof ModuleInfo]: string | undefined }): NonNullable<ImageInfo['module']> {
  return Object.fromEntries(Object.entries(info).filter(([, value]) => value !== undefined));
}
