/** Reads the kernel's MAINTAINERS and a CODEOWNERS file. */
import type { OwnerRule, SubsystemRule } from '../../contract/subsystems.ts';

/** Where the list of sections begins: what stands above explains it. */
const LIST = /^Maintainers List$/m;
const MAX_NAME = 200;
const MAX_PATTERN = 300;

/**
 * Sections with their `F:` and `X:` lines. Regular expressions (`N:`, `K:`) are left out: they come from a file that is given, and
 * the files that they mean have `F:` lines of other sections nearly always.
 *
 * @see MAINTAINERS, "Descriptions of section entries" (v6.12)
 */
export function parseMaintainers(text: string): SubsystemRule[] {
  const start = LIST.exec(text)?.index ?? 0;
  const sections: { name: string; files: string[]; excludes: string[] }[] = [];
  for (const line of text.slice(start).split(/\r?\n/)) {
    const entry = /^([A-Z]):\s*(\S.*?)\s*$/.exec(line);
    if (entry === null) {
      if (/^\S/.test(line) && !/^[-=.]/.test(line)) {
        sections.push({ name: line.trim().slice(0, MAX_NAME), files: [], excludes: [] });
      }
      continue;
    }
    const section = sections.at(-1);
    const [, kind, value = ''] = entry;
    if (section === undefined || value.length > MAX_PATTERN) continue;
    if (kind === 'F') section.files.push(value);
    if (kind === 'X') section.excludes.push(value);
  }
  return sections
    .filter(({ files }) => files.length > 0)
    .map(({ name, files, excludes }) => ({ name, files, ...(excludes.length === 0 ? {} : { excludes }) }));
}

/** `PATTERN OWNER…` a line; `#` begins a comment. A pattern without owners says that nobody owns it. */
export function parseOwners(text: string): OwnerRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...owners] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    return pattern === '' || pattern.length > MAX_PATTERN ? [] : [{ pattern, owners: owners.slice(0, 10) }];
  });
}
