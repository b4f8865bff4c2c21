import type { RevocationTarget } from '../contract/revocations.ts';

/** What is revoked, in words; names in it are as somebody typed them. */
export function describeTarget(target: RevocationTarget): string {
  switch (target.kind) {
    case 'image':
      return `image ${target.digest}`;
    case 'build-id':
      return `build-id ${target.buildId}`;
    case 'certificate':
      return 'certificate';
    case 'tbs':
      return `certificate of hash ${target.tbsSha256}`;
    case 'sbat':
      return `${target.component} below generation ${target.generation}`;
    case 'release':
      return `release ${target.release}`;
  }
}
