/** Uploads by the time they were announced: their ids sort by it. */
import type { StoredUpload } from './items.ts';
import type { UploadStore } from './store.ts';
import { ulid } from './ulid.ts';

const PAGE = 100;
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** Newest first, each page read when it is needed. */
export async function* announcedBetween(
  uploads: Pick<UploadStore, 'list'>,
  from: Date,
  to: Date,
): AsyncGenerator<StoredUpload> {
  // `Z` is the last digit: every id of that millisecond comes before it.
  let cursor: string | undefined = ulid(to).slice(0, TIME_DIGITS) + 'Z'.repeat(RANDOM_DIGITS);
  const oldest = ulid(from).slice(0, TIME_DIGITS);
  while (cursor !== undefined) {
    const page: Awaited<ReturnType<UploadStore['list']>> = await uploads.list({ limit: PAGE, cursor });
    for (const upload of page.uploads) {
      if (upload.id.slice(0, TIME_DIGITS) < oldest) return;
      yield upload;
    }
    cursor = page.next;
  }
}
