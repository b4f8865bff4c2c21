/** The pages of the issuer for trying: plain forms, no script. */
import type { Person } from './issuer.ts';

export function signInPage(action: string, request: URLSearchParams, people: readonly Person[]): string {
  const hidden = [...request]
    .filter(([name]) => name !== 'person')
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('\n');
  return page(
    'Sign in to Purgatory',
    `<p>This issuer is for trying: pick who you are.</p>
<form method="post" action="${escape(action)}">
${hidden}
${buttons(people)}
</form>`,
  );
}

export function activatePage(action: string, userCode: string, people: readonly Person[]): string {
  return page(
    'Sign in a terminal',
    `<p>Only go on if you have just started the sign-in yourself and the terminal shows this code.</p>
<form method="post" action="${escape(action)}">
<label>Code <input name="user_code" value="${escape(userCode)}" autocomplete="off" required></label>
${buttons(people)}
</form>`,
  );
}

export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escape(text)}</p>`);
}

function buttons(people: readonly Person[]): string {
  return people
    .map(
      ({ id, name, roles }) =>
        `<button name="person" value="${escape(id)}">${escape(name)}<small>${escape(roles.join(', '))}</small></button>`,
    )
    .join('\n');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 28rem; margin: 3rem auto; padding: 0 1rem }
button { display: block; width: 100%; margin: .5rem 0; padding: .6rem 1rem; text-align: left; font: inherit }
small { display: block; opacity: .75 }
input { font: inherit }
</style>
<h1>${escape(title)}</h1>
${body}
</html>
`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
