/** From the name of a type to the type that the dump has of that name. */
import { alignOf, bare, pointerTo, sizeOf, type CType, type Member, type StructType } from './ctype.ts';
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { nearNames } from './near-names.ts';
import type { Expression, TypeName } from './syntax.ts';
import type { TypeTable } from './type-table.ts';

const MAX_LENGTH = 2n ** 31n;

/** Works out the length of an array: an expression of its own. */
export type EvaluateLength = (length: Expression) => Promise<bigint>;

/** @throws {ExploreError} unknown-type, with near ones */
export async function resolveType(types: TypeTable, name: TypeName, lengthOf: EvaluateLength): Promise<CType> {
  switch (name.type) {
    case 'named':
      return findNamed(types, name);
    case 'pointer':
      return pointerTo(await resolveType(types, name.to, lengthOf));
    case 'function':
      return { kind: 'function', returns: await resolveType(types, name.returns, lengthOf), parameters: [] };
    case 'array': {
      const of = await resolveType(types, name.of, lengthOf);
      const length = name.length === undefined ? 0n : await lengthOf(name.length);
      if (length < 0n || length > MAX_LENGTH) {
        throw new ExploreError(ExploreErrorCode.Limit, `an array of ${length} elements`, { at: name.at });
      }
      return { kind: 'array', of, length: Number(length) };
    }
    case 'members':
      return layOut(
        await Promise.all(
          name.members.map(async (member) => ({
            name: member.name,
            type: await resolveType(types, member.type, lengthOf),
          })),
        ),
      );
  }
}

function findNamed(types: TypeTable, { tag, name, at }: Extract<TypeName, { type: 'named' }>): CType {
  const found = tag === undefined ? types.named(name) : types.tagged(tag, name);
  if (found !== undefined) return found;
  const candidates = tag === undefined ? types.typedefNames() : types.tagNames(tag);
  const spelt = tag === undefined ? name : `${tag} ${name}`;
  throw new ExploreError(ExploreErrorCode.UnknownType, `there is no type \`${spelt}\` here`, {
    at,
    name,
    near: nearNames(name, candidates),
  });
}

/** Places members as a compiler does. */
function layOut(given: readonly { readonly name: string; readonly type: CType }[]): StructType {
  const members: Member[] = [];
  let at = 0;
  for (const { name, type } of given) {
    const alignment = alignOf(type);
    at = Math.ceil(at / alignment) * alignment;
    members.push({ name, type, bitOffset: at * 8, bitSize: 0 });
    at += sizeOf(bare(type));
  }
  return { kind: 'struct', keyword: 'struct', name: '', sizeBytes: at, members };
}
