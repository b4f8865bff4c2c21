/**
 * An RPM package, version 4: lead, signature header, header, and a payload of cpio within gzip. Unsigned: who publishes it
 * signs it (`rpm --addsign`).
 *
 * @see https://rpm-software-management.github.io/rpm/manual/format_v4.html
 */
import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Architecture, PackageFile, PackageMeta, Scripts } from './package.ts';
import { cpio } from './archive.ts';
import { RpmType, rpmHeader } from './rpm-header.ts';
import type { RpmEntry } from './rpm-header.ts';

const RELEASE = '1';
const ARCHITECTURES: Readonly<Record<Architecture, string>> = { all: 'noarch', amd64: 'x86_64', arm64: 'aarch64' };
const S_IFREG = 0o100000;
const FLAG_CONFIG_NOREPLACE = 1 | 16;
const SENSE_EQUAL = 8;
const SENSE_LESS_OR_EQUAL = 2 | 8;
const SENSE_RPMLIB = 1 << 24;
const HASH_SHA256 = 8;

/** What this format of a package asks of rpm itself. */
const RPMLIB: readonly (readonly [name: string, version: string])[] = [
  ['rpmlib(CompressedFileNames)', '3.0.4-1'],
  ['rpmlib(FileDigests)', '4.6.0-1'],
  ['rpmlib(PayloadFilesHavePrefix)', '4.0-1'],
];

const text = (tag: number, value: string): RpmEntry => ({ tag, type: RpmType.String, value });
const localised = (tag: number, value: string): RpmEntry => ({ tag, type: RpmType.I18nString, value });
const texts = (tag: number, value: readonly string[]): RpmEntry => ({ tag, type: RpmType.StringArray, value });
const numbers = (tag: number, value: readonly number[]): RpmEntry => ({ tag, type: RpmType.Int32, value });
const shorts = (tag: number, value: readonly number[]): RpmEntry => ({ tag, type: RpmType.Int16, value });
const binary = (tag: number, value: Uint8Array): RpmEntry => ({ tag, type: RpmType.Bin, value });
const digest = (algorithm: string, ...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** As rpm names it. */
export function rpmName({ name, version, architecture }: PackageMeta): string {
  return `${name}-${version}-${RELEASE}.${ARCHITECTURES[architecture]}.rpm`;
}

export function buildRpm(meta: PackageMeta, files: readonly PackageFile[], scripts?: Scripts): Buffer {
  const archive = cpio(
    files.map(({ path, mode, content }) => ({ name: `.${path}`, mode, content })),
    meta.timestamp,
  );
  const payload = gzipSync(archive, { level: 9 });
  const header = rpmHeader(
    [
      ...describe(meta, files),
      ...dependencies(meta),
      ...(scripts === undefined ? [] : scriptEntries(scripts)),
      ...fileEntries(files, meta.timestamp),
      text(1124, 'cpio'),
      text(1125, 'gzip'),
      text(1126, '9'),
      texts(5092, [digest('sha256', payload).toString('hex')]),
      numbers(5093, [HASH_SHA256]),
    ],
    63,
  );
  const signature = rpmHeader(
    [
      text(269, digest('sha1', header).toString('hex')),
      text(273, digest('sha256', header).toString('hex')),
      numbers(1000, [header.length + payload.length]),
      binary(1004, digest('md5', header, payload)),
      numbers(1007, [archive.length]),
    ],
    62,
  );
  const padding = Buffer.alloc((8 - (signature.length % 8)) % 8);
  return Buffer.concat([lead(`${meta.name}-${meta.version}-${RELEASE}`), signature, padding, header, payload]);
}

/** 96 bytes that only file(1) still reads. */
function lead(name: string): Buffer {
  const bytes = Buffer.alloc(96);
  bytes.writeUInt32BE(0xedabeedb, 0);
  bytes.writeUInt8(3, 4);
  bytes.write(name.slice(0, 65), 10);
  bytes.writeUInt16BE(1, 76);
  bytes.writeUInt16BE(5, 78);
  return bytes;
}

function describe(meta: PackageMeta, files: readonly PackageFile[]): RpmEntry[] {
  return [
    texts(100, ['C']),
    text(1000, meta.name),
    text(1001, meta.version),
    text(1002, RELEASE),
    localised(1004, meta.summary),
    localised(1005, meta.description),
    numbers(1006, [meta.timestamp]),
    text(1007, 'localhost'),
    numbers(1009, [files.reduce((sum, { content }) => sum + content.length, 0)]),
    text(1014, meta.license),
    text(1015, meta.maintainer),
    localised(1016, meta.section.rpm),
    text(1021, 'linux'),
    text(1022, ARCHITECTURES[meta.architecture]),
    text(1044, `${meta.name}-${meta.version}-${RELEASE}.src.rpm`),
    text(1064, '4.14.0'),
    text(1132, `${ARCHITECTURES[meta.architecture]}-linux`),
  ];
}

function dependencies(meta: PackageMeta): RpmEntry[] {
  const full = `${meta.version}-${RELEASE}`;
  const requires = [
    ...meta.rpm.requires.map((name) => [name, '', 0]),
    ...RPMLIB.map(([name, version]) => [name, version, SENSE_LESS_OR_EQUAL | SENSE_RPMLIB]),
  ] as [string, string, number][];
  return [
    texts(1047, [meta.name]),
    numbers(1112, [SENSE_EQUAL]),
    texts(1113, [full]),
    numbers(
      1048,
      requires.map(([, , flags]) => flags),
    ),
    texts(
      1049,
      requires.map(([name]) => name),
    ),
    texts(
      1050,
      requires.map(([, version]) => version),
    ),
    ...recommendations(meta.rpm.recommends),
  ];
}

/** A tag without a value is no valid one: nobody recommended, no tags. */
function recommendations(names: readonly string[]): RpmEntry[] {
  if (names.length === 0) return [];
  return [
    texts(5046, names),
    texts(
      5047,
      names.map(() => ''),
    ),
    numbers(
      5048,
      names.map(() => 0),
    ),
  ];
}

function scriptEntries({ postInstall, preRemove, postRemove }: Scripts): RpmEntry[] {
  const programs = [1086, 1087, 1088].map((tag) => text(tag, '/bin/sh'));
  return [text(1024, postInstall), text(1025, preRemove), text(1026, postRemove), ...programs];
}

function fileEntries(files: readonly PackageFile[], timestamp: number): RpmEntry[] {
  const directories = [...new Set(files.map(({ path }) => `${dirname(path)}/`))].sort();
  const each = <T>(value: (file: PackageFile, index: number) => T): T[] => files.map(value);
  return [
    numbers(
      1028,
      each(({ content }) => content.length),
    ),
    shorts(
      1030,
      each(({ mode }) => mode | S_IFREG),
    ),
    shorts(
      1033,
      each(() => 0),
    ),
    numbers(
      1034,
      each(() => timestamp),
    ),
    texts(
      1035,
      each(({ content }) => digest('sha256', content).toString('hex')),
    ),
    texts(
      1036,
      each(() => ''),
    ),
    numbers(
      1037,
      each(({ config }) => (config === true ? FLAG_CONFIG_NOREPLACE : 0)),
    ),
    texts(
      1039,
      each(() => 'root'),
    ),
    texts(
      1040,
      each(() => 'root'),
    ),
    numbers(
      1045,
      each(() => 0xffffffff),
    ),
    numbers(
      1095,
      each(() => 1),
    ),
    numbers(
      1096,
      each((_file, index) => index + 1),
    ),
    texts(
      1097,
      each(() => ''),
    ),
    numbers(
      1116,
      each(({ path }) => directories.indexOf(`${dirname(path)}/`)),
    ),
    texts(
      1117,
      each(({ path }) => basename(path)),
    ),
    texts(1118, directories),
    numbers(5011, [HASH_SHA256]),
  ];
}
