/** What made an EFI program: the marks that GRUB, systemd's boot loader and stub, shim and fwupd leave in their files. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { ImageInfo } from '../../contract/verify.ts';
import { printable } from '../image/magic.ts';
import type { PeHeaders } from '../pe/headers.ts';
import type { SbatEntry } from '../revocation/sbat.ts';
import { sectionText } from './section-text.ts';

type Product = NonNullable<ImageInfo['product']>;

/** `#### LoaderInfo: systemd-boot 252.39-1~deb12u2 ####` in `.sdmagic`. */
const SYSTEMD = /#### LoaderInfo: (systemd-boot|systemd-stub) ([!-~]{1,60}) ####/;
/** `$Version: 16.1 $` in `.data.ident` of shim, MokManager and fallback. */
const SHIM_VERSION = /\$Version: ([!-~]{1,40}) \$/;
/** Component of `.sbat`, and whose it is; the second line is the distributor's, with the package's version. */
const COMPONENTS: ReadonlyMap<string, string> = new Map([
  ['grub', 'GRUB'],
  ['shim', 'shim'],
  ['fwupd-efi', 'fwupd'],
  ['systemd-boot', 'systemd-boot'],
  ['systemd', 'systemd'],
  ['systemd-stub', 'systemd-stub'],
]);

export async function readProduct(
  source: ByteSource,
  headers: PeHeaders,
  sbat: readonly SbatEntry[] = [],
): Promise<Product | undefined> {
  const magic = SYSTEMD.exec((await sectionText(source, headers, '.sdmagic')) ?? '');
  if (magic !== null) return { name: magic[1] ?? '', version: magic[2] ?? '' };
  const ident = SHIM_VERSION.exec((await sectionText(source, headers, '.data.ident')) ?? '');
  const [component] = sbat.filter((entry) => COMPONENTS.has(entry.component));
  const name = component === undefined ? undefined : COMPONENTS.get(component.component);
  if (name !== undefined) {
    const version = name === 'shim' && ident !== null ? ident[1] : distributed(component, sbat);
    return { name, ...(version === undefined ? {} : { version: printable(version).slice(0, 100) }) };
  }
  return headers.sections.some((section) => section.name === 'mods') ? { name: 'GRUB' } : undefined;
}

/** The version of the distributor's own line (`grub.debian`), which is that of the package; else upstream's. */
function distributed(component: SbatEntry | undefined, sbat: readonly SbatEntry[]): string | undefined {
  const own = sbat.find((entry) => component !== undefined && entry.component.startsWith(`${component.component}.`));
  return own?.version ?? component?.version;
}
