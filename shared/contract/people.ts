/** People as policies name them: by what is proven of them. */
import { AccessError } from '../errors.ts';
import type { Principal } from './roles.ts';

export type Person = Extract<Principal, { readonly kind: 'person' }>;
export type Identity = Pick<Person, 'subject' | 'name' | 'identities'>;

export function personOf(principal: Principal): Person {
  if (principal.kind !== 'person')
    throw new AccessError('forbidden', 'this is for people and pipelines, not for hosts');
  return principal;
}

/** By what is proven of somebody; a name that they may have chosen themselves is not looked at. */
export function isAmong(patterns: readonly string[], { subject, identities = [] }: Identity): boolean {
  const known = [subject, ...identities];
  return patterns.some((pattern) =>
    pattern.split('&').every((part) => known.some((identity) => matches(part.trim(), identity))),
  );
}

export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matches(pattern, text));
}

/** `*` stands for anything. No backtracking: the parts between stars are looked for one after another. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
