import type { StoredImage } from '../../shared/domain/image/record.ts';
import { logImage } from './journal.ts';
import type { SignDeps } from './ports.ts';

/** A request that nobody decided on in time is over: found out whenever somebody looks at it. */
export async function expireIfDue(image: StoredImage, deps: SignDeps): Promise<StoredImage> {
  const open = image.state === 'uploading' || image.state === 'pending';
  if (!open || new Date(image.expiresAt) > deps.now()) return image;
  await logImage('expired', image, 'purgatory', deps);
  return deps.register.update({ ...image, state: 'expired', reason: `nobody decided until ${image.expiresAt}` });
}
