/** What an approver must know: how an image differs from the one of its name that was signed last, in content and not in size alone. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type { Change } from '../../shared/contract/images.ts';
import type { ImageInfo, SectionInfo } from '../../shared/contract/verify.ts';
import type { SignDeps } from './ports.ts';

export interface Seen {
  readonly digest: string;
  readonly info: ImageInfo;
  readonly config: string | undefined;
}

/** Options of a configuration that are told one by one. */
const MAX_OPTIONS = 100;
const MAX_TEXT = 4096;

/**
 * The differences; none where nothing of this name was signed before, or this very digest was. Of another digest there is always one:
 * at least that it is another.
 */
export async function describeChanges(
  previous: StoredImage | undefined,
  seen: Seen,
  deps: Pick<SignDeps, 'inspector'>,
): Promise<readonly Change[]> {
  if (previous === undefined || previous.digest === seen.digest) return [];
  const digests: Change = { field: 'digest', before: previous.digest ?? null, after: seen.digest };
  if (previous.image === undefined) {
    return [digests, { field: 'contents', before: 'unknown: it was signed by its digest alone', after: 'seen' }];
  }
  const config = await configChanges(previous, seen, deps);
  const found = [...changesOf(previous.image, seen.info), ...config];
  if (found.length > 0) return [digests, ...found];
  return [
    digests,
    { field: 'contents', before: null, after: 'what differs is in no part that is read: look at the image itself' },
  ];
}

/** Field by field, then section by section. */
export function changesOf(before: ImageInfo, after: ImageInfo): readonly Change[] {
  const old = factsOf(before);
  const now = factsOf(after);
  const fields = [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }));
  return [...fields, ...sectionChanges(before.sections, after.sections)];
}

function factsOf(image: ImageInfo): ReadonlyMap<string, string> {
  const profiles = (image.profiles ?? []).map(
    ({ title, release, commandLine }, index) =>
      [`profile ${index}`, [title, release, commandLine].filter((part) => part !== undefined).join('; ')] as const,
  );
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['release', image.release],
    ['releases', image.releaseState === 'known' ? undefined : image.releaseState],
    ['version', image.version],
    ['machine', image.machine],
    ['kind', image.kind],
    ['size', String(image.sizeBytes)],
    ['build-id', image.buildId],
    ['command line', image.commandLine],
    ['os-release', image.osRelease],
    ['made by', image.product === undefined ? undefined : [image.product.name, image.product.version].join(' ').trim()],
    ['module', image.module === undefined ? undefined : Object.values(image.module).join('; ')],
    ['sbat', image.sbat?.map(({ component, generation }) => `${component},${generation}`).join(' ')],
    [
      'pcr signatures',
      image.pcrSignatures
        ?.map(({ bank, policy, matches }) => `${bank}:${policy.slice(0, 16)}${matches === false ? ' (stale)' : ''}`)
        .join(' '),
    ],
    ['not read', image.unread?.join('; ')],
    ...profiles,
  ];
  return new Map(
    facts
      .filter((fact): fact is readonly [string, string] => fact[1] !== undefined)
      .map(([field, value]) => [field, value.slice(0, MAX_TEXT)]),
  );
}

/** Sections by name, and by which of several of a name. What was recorded without hashes is not known to be the same. */
function sectionChanges(before: readonly SectionInfo[] = [], after: readonly SectionInfo[] = []): readonly Change[] {
  const old = byPlace(before);
  const now = byPlace(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((place) => {
    const was = old.get(place);
    const is = now.get(place);
    const same = was?.sha256 !== undefined && was.sha256 === is?.sha256;
    return same ? [] : [{ field: `section ${place}`, before: textOf(was), after: textOf(is) }];
  });
}

function byPlace(sections: readonly SectionInfo[]): ReadonlyMap<string, SectionInfo> {
  const places = new Map<string, SectionInfo>();
  for (const section of sections) {
    let place = section.name;
    for (let number = 2; places.has(place); number += 1) place = `${section.name} (${number})`;
    places.set(place, section);
  }
  return places;
}

function textOf(section: SectionInfo | undefined): string | null {
  if (section === undefined) return null;
  const content = section.sha256 === undefined ? 'content not known' : `sha256 ${section.sha256.slice(0, 16)}`;
  return `${section.sizeBytes} bytes, ${content}`;
}

/** Options of the kernels' own configurations, where both carry one; the earlier is read from the image that was signed. */
async function configChanges(
  previous: StoredImage,
  seen: Seen,
  deps: Pick<SignDeps, 'inspector'>,
): Promise<readonly Change[]> {
  const { configSha256 } = previous.image ?? {};
  if (configSha256 === seen.info.configSha256) return [];
  const before = configSha256 === undefined ? undefined : await configOf(previous, deps);
  if (before === undefined || seen.config === undefined) {
    return [{ field: 'config', before: shortHash(configSha256), after: shortHash(seen.info.configSha256) }];
  }
  const old = optionsOf(before);
  const now = optionsOf(seen.config);
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((option) => old.get(option) !== now.get(option));
  const shown = changed
    .toSorted()
    .slice(0, MAX_OPTIONS)
    .map((option) => ({ field: option, before: old.get(option) ?? null, after: now.get(option) ?? null }));
  const more = changed.length - shown.length;
  return more === 0 ? shown : [...shown, { field: 'config', before: null, after: `${more} more options differ` }];
}

async function configOf(image: StoredImage, deps: Pick<SignDeps, 'inspector'>): Promise<string | undefined> {
  const { id, versionId, sizeBytes } = image;
  if (versionId === undefined || sizeBytes === undefined) return undefined;
  return deps.inspector.config({ id, versionId, sizeBytes });
}

function optionsOf(config: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const line of config.split('\n')) {
    const [, name = '', value = ''] = /^(CONFIG_\w+)=(.*)$/.exec(line) ?? [];
    if (name !== '') options.set(name, value.slice(0, 200));
  }
  return options;
}

function shortHash(sha256: string | undefined): string | null {
  return sha256 === undefined ? null : `sha256 ${sha256.slice(0, 16)}`;
}
