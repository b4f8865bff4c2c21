/** Lines of builds: asked for, put, looked at before anybody uses them, listed, removed. */
import { recordOf } from '../../shared/aws/symbols/record.ts';
import type { SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import type { SymbolStore } from '../../shared/aws/symbols/store.ts';
import type { SubsystemStore } from '../../shared/aws/symbols/subsystems.ts';
import type { SubsystemRules } from '../../shared/contract/subsystems.ts';
import type { CreatedSymbols, CreateSymbols, SymbolsContent, SymbolsRecord } from '../../shared/contract/symbols.ts';
import { ConflictError, FormatError, InputError, NotFoundError } from '../../shared/errors.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';

export interface SymbolsDeps {
  readonly store: Pick<SymbolStore, 'get' | 'put' | 'remove' | 'list'>;
  readonly objects: SymbolObjects;
  readonly subsystems: SubsystemStore;
  readonly keepSubsystems: (rules: SubsystemRules) => Promise<void>;
  readonly now: () => Date;
}

export async function createSymbols(wish: CreateSymbols, deps: SymbolsDeps): Promise<CreatedSymbols> {
  const known = await deps.store.get(wish.buildId);
  if (known?.sha256 === wish.sha256) return { status: 'stored' };
  return { status: 'put', put: await deps.objects.presign(wish) };
}

/**
 * Takes what was put into use, once all of it was read: whoever reads it later trusts its form.
 *
 * @throws {ConflictError} where nothing was put; {@link InputError} for what is no file of lines, or one of another build
 */
export async function completeSymbols(wish: CreateSymbols, by: string, deps: SymbolsDeps): Promise<SymbolsRecord> {
  const known = await deps.store.get(wish.buildId);
  if (known?.sha256 === wish.sha256) return known;
  if (!(await deps.objects.isThere(wish))) throw new ConflictError('nothing of this digest and length was put');
  const header = await checked(wish, deps);
  const record = recordOf(header, { ...wish, addedAt: deps.now().toISOString(), addedBy: by });
  await deps.store.put(record);
  if (known !== undefined) await deps.objects.remove(known);
  return record;
}

async function checked(wish: CreateSymbols, { objects }: SymbolsDeps): Promise<LineTable['header']> {
  try {
    const table = await LineTable.open(objects.open(wish));
    if (table.header.buildId !== wish.buildId) {
      throw new InputError(`it is of the build ${table.header.buildId}`, { field: 'buildId' });
    }
    await table.check();
    return table.header;
  } catch (error) {
    await objects.remove(wish);
    if (error instanceof FormatError) throw new InputError(error.message, { field: 'body', cause: error });
    throw error;
  }
}

export async function getSymbols(buildId: string, { store }: Pick<SymbolsDeps, 'store'>): Promise<SymbolsRecord> {
  const known = await store.get(buildId);
  if (known === undefined) throw new NotFoundError(`there are no lines of the build ${buildId}`);
  return known;
}

export async function readSymbols(buildId: string, deps: SymbolsDeps): Promise<SymbolsContent> {
  const record = await getSymbols(buildId, deps);
  return { record, ...(await deps.objects.address(record)) };
}

export async function removeSymbols(buildId: string, deps: SymbolsDeps): Promise<void> {
  const known = await getSymbols(buildId, deps);
  await deps.store.remove(buildId);
  await deps.objects.remove(known);
}
