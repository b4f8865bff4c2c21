import type { StoredImage } from '../../shared/domain/image/record.ts';
import { announce, logImage } from './journal.ts';
import { SignMetric } from './names.ts';
import type { SignDeps } from './ports.ts';

/** Ends a request without a signature; the reason is logged for good. */
export async function refuse(image: StoredImage, reason: string, by: string, deps: SignDeps): Promise<StoredImage> {
  await logImage('refused', image, by, deps, { reason: reason.slice(0, 1000) });
  const refused = await deps.register.update({ ...image, state: 'refused', reason });
  deps.count(SignMetric.ImagesRefused);
  return announceRefused(refused, by, deps);
}

/** Done again it changes nothing. */
export async function announceRefused(refused: StoredImage, by: string, deps: SignDeps): Promise<StoredImage> {
  await announce('image.refused', refused, by, deps, refused.reason);
  return refused;
}
