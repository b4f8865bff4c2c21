/** A Debian package, deb(5): an ar archive of the format's version, the control files and the data. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { PackageFile, PackageMeta, Scripts } from './package.ts';
import { ar, tar } from './archive.ts';
import type { ArchiveEntry } from './archive.ts';

/** As Debian's archive names it. */
export function debName({ name, version, architecture }: PackageMeta): string {
  return `${name}_${version}_${architecture}.deb`;
}

export function buildDeb(meta: PackageMeta, files: readonly PackageFile[], scripts?: Scripts): Buffer {
  const script = (body: string): Buffer => Buffer.from(`#!/bin/sh\nset -e\n${body}`);
  const control: ArchiveEntry[] = [
    { name: './', mode: 0o755 },
    { name: './control', mode: 0o644, content: Buffer.from(controlFile(meta, files)) },
    { name: './conffiles', mode: 0o644, content: Buffer.from(listOf(files.filter((file) => file.config === true))) },
    { name: './md5sums', mode: 0o644, content: Buffer.from(digests(files)) },
    ...(scripts === undefined
      ? []
      : [
          { name: './postinst', mode: 0o755, content: script(scripts.postInstall) },
          { name: './prerm', mode: 0o755, content: script(scripts.preRemove) },
          { name: './postrm', mode: 0o755, content: script(scripts.postRemove) },
        ]),
  ];
  const data: ArchiveEntry[] = [
    ...directoriesOf(files).map((name) => ({ name, mode: 0o755 })),
    ...files.map(({ path, mode, content }) => ({ name: `.${path}`, mode, content })),
  ];
  return ar(
    [
      { name: 'debian-binary', content: Buffer.from('2.0\n') },
      { name: 'control.tar.gz', content: pack(tar(control, meta.timestamp)) },
      { name: 'data.tar.gz', content: pack(tar(data, meta.timestamp)) },
    ],
    meta.timestamp,
  );
}

function controlFile(meta: PackageMeta, files: readonly PackageFile[]): string {
  const kib = Math.ceil(files.reduce((sum, { content }) => sum + content.length, 0) / 1024);
  return `Package: ${meta.name}
Version: ${meta.version}
Section: ${meta.section.deb}
Priority: optional
Architecture: ${meta.architecture}
Maintainer: ${meta.maintainer}
Installed-Size: ${kib}
${dependencies('Depends', meta.deb.requires)}${dependencies('Recommends', meta.deb.recommends)}Description: ${meta.summary}
${meta.description
  .split('\n')
  .map((line) => ` ${line}`)
  .join('\n')}
`;
}

function dependencies(field: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${field}: ${names.join(', ')}\n`;
}

function listOf(files: readonly PackageFile[]): string {
  return files.map(({ path }) => `${path}\n`).join('');
}

function digests(files: readonly PackageFile[]): string {
  return files
    .map(({ path, content }) => `${createHash('md5').update(content).digest('hex')}  ${path.slice(1)}\n`)
    .join('');
}

/** Every directory above the files, each before what is in it. */
function directoriesOf(files: readonly PackageFile[]): string[] {
  const found = new Set(['./']);
  for (const { path } of files) {
    const parts = path.split('/').slice(1, -1);
    for (let depth = 1; depth <= parts.length; depth++) found.add(`./${parts.slice(0, depth).join('/')}/`);
  }
  return [...found].sort();
}

function pack(bytes: Uint8Array): Buffer {
  return gzipSync(bytes, { level: 9 });
}
