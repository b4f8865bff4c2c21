import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './bundle.ts';

/** Those that are bundled ask for their text to be kept: one document of all. */
export function thirdPartyLicences(packages: readonly string[]): string {
  const parts = packages.map((folder) => {
    const path = join(TOP, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Named;
    const file = readdirSync(path).find((entry) => /^(licen[cs]e|copying)(\.|-|$)/i.test(entry));
    const text = file === undefined ? '' : `\n\n${readFileSync(join(path, file), 'utf8').trim()}`;
    return `${name} ${version}: ${license ?? 'see its text'}${text}\n`;
  });
  return `Purgatory's command line contains these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

interface Named {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}
