/** Which crash group is meant: by its whole id, or by as much of it as no other has. */
import { CrashId, CrashPage } from '../../../shared/contract/crashes.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { UsageError } from '../exit-code.ts';
import type { ServiceClient } from '../service/client.ts';

const PREFIX = /^c[0-9a-f]{3,23}$/;
const PAGE = 100;
/** The service has no search by id: so many groups, last seen first, are looked through. */
const MOST_PAGES = 30;

/**
 * @param text an id of a crash group, or the beginning of one: `c` and at least three digits
 * @throws {UsageError} for what is no id, and for a beginning that several have, with those
 * @throws {NotFoundError} for a beginning that none of the latest has
 */
export async function findCrash(client: ServiceClient, text: string): Promise<string> {
  const id = text.replace(/(…|\.\.\.)$/, '').toLowerCase();
  if (CrashId.safeParse(id).success) return id;
  if (!PREFIX.test(id)) throw new UsageError(`${text} is no crash id: c and 24 hex digits, or the first of them`);
  const found: string[] = [];
  let cursor: string | undefined;
  let page = 0;
  do {
    const { crashes, next } = await client.get('crashes', CrashPage, { limit: PAGE, cursor });
    found.push(...crashes.filter((crash) => crash.id.startsWith(id)).map((crash) => crash.id));
    cursor = next;
  } while (cursor !== undefined && ++page < MOST_PAGES);
  const [first, ...others] = new Set(found);
  if (first === undefined) {
    const where = cursor === undefined ? '' : ` among the ${String(MOST_PAGES * PAGE)} that were seen last`;
    throw new NotFoundError(`no crash${where} has an id that begins with ${id}`);
  }
  if (others.length > 0) {
    throw new UsageError(`several crashes begin with ${id}: ${[first, ...others].slice(0, 5).join(', ')}`);
  }
  return first;
}
