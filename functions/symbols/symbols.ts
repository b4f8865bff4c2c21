/** Lines and types of builds: asked for, put, looked at before anybody uses them, listed, removed. */
import { recordOf, typesRecordOf } from '../../shared/aws/symbols/record.ts';
import type { SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import type { SymbolStore } from '../../shared/aws/symbols/store.ts';
import type { SubsystemStore } from '../../shared/aws/symbols/subsystems.ts';
import type { SubsystemRules } from '../../shared/contract/subsystems.ts';
import type { CreatedSymbols, CreateSymbols, SymbolsContent, SymbolsRecord } from '../../shared/contract/symbols.ts';
import { SymbolsPart } from '../../shared/contract/symbols.ts';
import { readOne } from '../../shared/bytes/pending.ts';
import { ConflictError, FormatError, InputError, NotFoundError } from '../../shared/errors.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';
import { MAX_TYPES_BYTES, readTypes } from '../../shared/symbols/types/pack.ts';

export interface SymbolsDeps {
  readonly store: Pick<SymbolStore, 'get' | 'put' | 'remove' | 'list'>;
  readonly objects: SymbolObjects;
  readonly subsystems: SubsystemStore;
  readonly keepSubsystems: (rules: SubsystemRules) => Promise<void>;
  readonly now: () => Date;
}

export async function createSymbols(wish: CreateSymbols, deps: SymbolsDeps): Promise<CreatedSymbols> {
  if (wish.part === 'types' && wish.sizeBytes > MAX_TYPES_BYTES) {
    throw new InputError(`types of a kernel have at most ${MAX_TYPES_BYTES} bytes`, { field: 'sizeBytes' });
  }
  const known = await deps.store.get(wish.buildId, wish.part);
  if (known?.sha256 === wish.sha256) return { status: 'stored' };
  return { status: 'put', put: await deps.objects.presign(wish) };
}

/**
 * Takes what was put into use, once all of it was read: whoever reads it later trusts its form.
 *
 * @throws {ConflictError} where nothing was put; {@link InputError} for what is no file of lines or types, or one of another build
 */
export async function completeSymbols(wish: CreateSymbols, by: string, deps: SymbolsDeps): Promise<SymbolsRecord> {
  const known = await deps.store.get(wish.buildId, wish.part);
  if (known?.sha256 === wish.sha256) return known;
  if (!(await deps.objects.isThere(wish))) throw new ConflictError('nothing of this digest and length was put');
  const record = await checked(wish, { addedAt: deps.now().toISOString(), addedBy: by }, deps);
  await deps.store.put(record);
  if (known !== undefined) await deps.objects.remove(known);
  return record;
}

type AddedBy = Pick<SymbolsRecord, 'addedAt' | 'addedBy'>;

async function checked(wish: CreateSymbols, added: AddedBy, { objects }: SymbolsDeps): Promise<SymbolsRecord> {
  try {
    const about = { ...wish, ...added };
    const record =
      wish.part === 'types'
        ? typesRecordOf(await checkedTypes(wish, objects), about)
        : recordOf(await checkedLines(wish, objects), about);
    if (record.buildId !== wish.buildId) {
      throw new InputError(`it is of the build ${record.buildId}`, { field: 'buildId' });
    }
    return record;
  } catch (error) {
    await objects.remove(wish);
    if (error instanceof FormatError) throw new InputError(error.message, { field: 'body', cause: error });
    throw error;
  }
}

async function checkedLines(wish: CreateSymbols, objects: SymbolObjects): Promise<LineTable['header']> {
  const table = await LineTable.open(objects.open(wish));
  await table.check();
  return table.header;
}

async function checkedTypes(wish: CreateSymbols, objects: SymbolObjects) {
  const { header } = await readTypes(await readOne(objects.open(wish), { offset: 0, length: wish.sizeBytes }));
  return header;
}

export async function getSymbols(
  buildId: string,
  part: SymbolsPart,
  { store }: Pick<SymbolsDeps, 'store'>,
): Promise<SymbolsRecord> {
  const known = await store.get(buildId, part);
  if (known === undefined) throw new NotFoundError(`there are no ${part} of the build ${buildId}`);
  return known;
}

export async function readSymbols(buildId: string, part: SymbolsPart, deps: SymbolsDeps): Promise<SymbolsContent> {
  const record = await getSymbols(buildId, part, deps);
  return { record, ...(await deps.objects.address(record)) };
}

/** All that is kept of the build. @throws {NotFoundError} where nothing is */
export async function removeSymbols(buildId: string, deps: SymbolsDeps): Promise<void> {
  const parts = await Promise.all(SymbolsPart.options.map((part) => deps.store.get(buildId, part)));
  const known = parts.filter((record) => record !== undefined);
  if (known.length === 0) throw new NotFoundError(`nothing is kept of the build ${buildId}`);
  for (const record of known) {
    await deps.store.remove(buildId, record.part);
    await deps.objects.remove(record);
  }
}
