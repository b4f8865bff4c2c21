/** Two kernels of the made-up fleet, to be signed: small PE files that nothing boots. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { top } from '../../setup/paths.mjs';

const FIXTURE = join(top, 'test', 'fixtures', 'demo', 'kernel.efi.gz');
/** What the fixture calls itself. */
const RELEASE_IN_FIXTURE = '0.00.000';

/** @param release as long as the one that the fixture has: it takes its place */
export function demoKernel(release: string): Uint8Array {
  if (release.length !== RELEASE_IN_FIXTURE.length) throw new RangeError(`${release}: not eight characters`);
  const image = gunzipSync(readFileSync(FIXTURE));
  image.write(release, image.indexOf(RELEASE_IN_FIXTURE), 'latin1');
  return image;
}
