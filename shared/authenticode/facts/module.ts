/** What a module says of itself: `.modinfo`, and the build-id in its notes. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { modinfoFields } from '../../bytes/modinfo.ts';
import { readOne } from '../../bytes/pending.ts';
import type { ImageInfo, ModuleInfo, ReleaseClaim } from '../../contract/verify.ts';
import { printable } from '../image/magic.ts';
import { readElfSections } from './elf.ts';
import { isRelease } from './kernel.ts';

const MAX_MODINFO_BYTES = 256 * 1024;
const MAX_VALUE = 500;
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
  const fields = modinfoFields((await read('.modinfo', MAX_MODINFO_BYTES)) ?? new Uint8Array(0));
  const said = (key: string): string | undefined => {
    const value = fields.get(key);
    return value === undefined ? undefined : printable(value.slice(0, MAX_VALUE));
  };
  const vermagic = said('vermagic');
  const [release = ''] = vermagic?.split(' ', 1) ?? [];
  return {
    module: definedOnly({
      name: said('name'),
      vermagic,
      srcversion: said('srcversion'),
      license: said('license'),
    }),
    claims: isRelease(release) ? [{ from: '.modinfo vermagic', release }] : [],
    buildId: buildIdOf(await read('.note.gnu.build-id', 1024)),
  };
}

function buildIdOf(note: Uint8Array | undefined): string | undefined {
  if (note?.length !== NOTE_HEADER_BYTES + BUILD_ID_BYTES) return undefined;
  return Buffer.from(note.subarray(NOTE_HEADER_BYTES)).toString('hex');
}

function definedOnly(info: { [K in keyof ModuleInfo]: string | undefined }): NonNullable<ImageInfo['module']> {
  return Object.fromEntries(Object.entries(info).filter(([, value]) => value !== undefined));
}
