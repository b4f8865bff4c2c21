/** Merging crashes, splitting them and taking that back: asked until all of them are moved. */
import type { Grouping, GroupingAction } from '../../../../shared/contract/crashes.ts';
import { moveAll } from '../../../../shared/contract/grouping.ts';
import { send } from './api.ts';

const ask = (id: string, action: GroupingAction): Promise<Grouping> =>
  send<Grouping>('POST', `crashes/${encodeURIComponent(id)}/grouping`, action);

/** @param onMoved told how many crashes are moved so far */
export async function group(id: string, action: GroupingAction, onMoved: (moved: number) => void): Promise<Grouping> {
  return await moveAll(await ask(id, action), ask, onMoved);
}
