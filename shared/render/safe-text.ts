/**
 * Text from a dump, a log or a service is hostile: a task may call itself `\x1b]0;…`. Before it reaches a terminal every
 * control character, and every character that reorders or hides what stands beside it, is made visible.
 */

/**
 * C0, DEL, C1; soft hyphen; Arabic letter mark; zero-width and direction marks; line and paragraph separators; direction
 * embeddings, overrides and isolates; word joiner and invisible operators; byte order mark; tags; lone surrogates.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- these are the very characters meant
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

function escape(character: string): string {
  if (character === '\t') return ' ';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** `text` with nothing in it that a terminal acts on. With `lines`, line feeds stay. */
export function safeText(text: string, options: { readonly lines?: boolean } = {}): string {
  const escaped = (part: string): string => part.replace(UNSAFE, escape);
  return options.lines === true ? text.split(/\r?\n/).map(escaped).join('\n') : escaped(text);
}

/**
 * `text` in one line: line feeds, with the white space around them, are one space. A pattern for that takes the square of the white space's
 * length where no line feed follows.
 */
export function oneLine(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  const last = rest.pop();
  if (last === undefined) return first;
  const within = rest.map((line) => line.trim()).filter((line) => line !== '');
  return [first.trimEnd(), ...within, last.trimStart()].join(' ');
}

/**
 * A JSON document with nothing in it that a terminal acts on: the same document, those characters written by their numbers. JSON itself does so for
 * C0 alone: C1 holds a control sequence's introducer, too.
 */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(UNSAFE, (character) =>
    // What breaks lines of an indented document is no part of its texts.
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, i) => {
          return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
        }).join(''),
  );
}
