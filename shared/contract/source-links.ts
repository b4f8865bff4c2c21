/** Which source browser shows the sources of a release: the operator's choice. */
import { matches } from './wildcard.ts';

export interface SourceLink {
  /** Of releases: `*` stands for any text; without one it has to occur somewhere. */
  readonly releases: string;
  /** With `{tag}`, `{version}`, `{release}`, `{rpm}`, `{path}`, `{line}`. */
  readonly url: string;
}

/**
 * `PATTERN=URL`, or a URL alone for all releases; the first that fits counts. docs/symbols.md has those of kernel.org and of the
 * distributions.
 *
 * @returns the problem where a text is no such thing
 */
export function parseSourceLink(text: string): SourceLink | { readonly problem: string } {
  const [, releases = '*', url = ''] = /^(?:([^=\s/]+)=)?(https?:\/\/\S+)$/.exec(text.trim()) ?? [];
  if (!/^https?:\/\/[^/{}]+\//.test(url)) return { problem: `${text}: expected RELEASES=https://… or https://…` };
  if (!url.includes('{path}')) return { problem: `${text}: holds no {path}` };
  return { releases, url };
}

/** The template of a release with `{path}` and `{line}` left to be filled in. */
export function sourceLinkOf(links: readonly SourceLink[], release: string): string | undefined {
  const link = links.find(({ releases }) => matches(releases, release));
  if (link === undefined) return undefined;
  const version = /^\d+(?:\.\d+)*(?:-rc\d+)?/.exec(release)?.[0] ?? release;
  // kernel.org calls 6.1.0 v6.1.
  const tag = `v${version.replace(/^(\d+\.\d+)\.0(?=$|-)/, '$1')}`;
  return link.url
    .replaceAll('{tag}', encodeURIComponent(tag))
    .replaceAll('{version}', encodeURIComponent(version))
    .replaceAll(
      '{rpm}',
      encodeURIComponent(release.replace(/\.(?:x86_64|aarch64|s390x|ppc64le|riscv64)(?:\+\w+)?$/, '')),
    )
    .replaceAll('{release}', encodeURIComponent(release));
}
