/** A package as both formats take it. */

/** As Debian calls it; RPM has names of its own. */
export type Architecture = 'all' | 'amd64' | 'arm64';

/** Packages by name. */
export interface Dependencies {
  readonly requires: readonly string[];
  readonly recommends: readonly string[];
}

export interface PackageFile {
  /** Absolute, on the host. */
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
  /** Kept as the administrator left it when the package is upgraded. */
  readonly config?: boolean;
}

export interface PackageMeta {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly description: string;
  readonly maintainer: string;
  readonly license: string;
  readonly architecture: Architecture;
  /** Sections of Debian and of RPM. */
  readonly section: { readonly deb: string; readonly rpm: string };
  readonly deb: Dependencies;
  readonly rpm: Dependencies;
  /** Seconds since 1970: of every file, so that the same sources give the same package. */
  readonly timestamp: number;
}

/** Maintainer scripts of one format, as it calls them: their bodies, in sh. */
export interface Scripts {
  readonly postInstall: string;
  readonly preRemove: string;
  readonly postRemove: string;
}
