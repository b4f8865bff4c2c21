/** What another document of alert routes makes different. */
import type { AlertRoute, AlertRoutes, RouteDifference } from '../../contract/alert-routes.ts';

/** Names of fields whose values differ, sorted. */
function fieldsThatDiffer(before: AlertRoute, after: AlertRoute): string[] {
  const [was, is] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(after))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field)))
    .toSorted();
}

/** By name: a route that is called otherwise is another one. Their order means nothing. */
export function routeDifference(before: AlertRoutes, after: AlertRoutes): RouteDifference {
  const was = new Map(before.routes.map((route) => [route.name, route]));
  const is = new Map(after.routes.map((route) => [route.name, route]));
  return {
    added: [...is.keys()].filter((name) => !was.has(name)),
    removed: [...was.keys()].filter((name) => !is.has(name)),
    changed: [...is].flatMap(([name, route]) => {
      const former = was.get(name);
      const fields = former === undefined ? [] : fieldsThatDiffer(former, route);
      return fields.length === 0 ? [] : [{ name, fields }];
    }),
  };
}

/** `added chat, removed mail, changed night (enabled, when)`; a document that was set again as it was changes nothing. */
export function changeWords({ added, removed, changed }: RouteDifference): string {
  const lists = [
    ['added', added],
    ['removed', removed],
    ['changed', changed.map(({ name, fields }) => `${name} (${fields.join(', ')})`)],
  ] as const;
  const said = lists.flatMap(([word, names]) => (names.length === 0 ? [] : [`${word} ${names.join(', ')}`]));
  return said.join('; ') || 'set them again as they were';
}
