/** What parts of the console draw, as text: without a browser. */

const WEB = '../../clients/web/src';

/**
 * What a part of the console draws. It is loaded by names that are worked out: its types are those of a browser, which this
 * compilation must not take in.
 *
 * @param file below the console's sources, without `.tsx`
 */
export async function drawn(file: string, name: string, props: Record<string, unknown>): Promise<string> {
  const load = (module: string): Promise<unknown> => import(module);
  const { h } = (await load('preact')) as { h: (component: unknown, given: Record<string, unknown>) => unknown };
  const { renderToString } = (await load('preact-render-to-string')) as { renderToString: (node: unknown) => string };
  const component = ((await load(`${WEB}/${file}.tsx`)) as Record<string, unknown>)[name];
  if (component === undefined) throw new Error(`${file} has no ${name}`);
  return renderToString(h(component, props));
}

/** What a reader sees of markup. */
export function seen(markup: string): string {
  return markup
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
