/** What there is to say of several things: those that are known and not empty. */
export function present(parts: readonly (string | undefined)[]): string[] {
  return parts.filter((part): part is string => part !== undefined && part !== '');
}
