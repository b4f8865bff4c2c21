/** Where in a question its error is: a command reads a part of it, or makes an expression of its words. */
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { nearNames } from './near-names.ts';

/** Those that read what follows them as it stands. */
const READ_ON = new Set(['p', 'eval', 'what', 'walk']);

/**
 * `error` with its place in the whole `question`; without one where the words of a command do not tell.
 *
 * @param verb the command, or what stands where one would; '' where nothing does
 * @param verbs all that there are
 */
export function placed(error: ExploreError, question: string, verb: string, verbs: readonly string[]): ExploreError {
  if (!verbs.includes(verb)) return noCommand(error, question, verb, verbs) ?? error;
  if (error.at === undefined) return error;
  const [before = ''] = /^\s*[a-z]+\s*/.exec(question) ?? [];
  if (error.missing !== undefined) return error.placedAt(placeOf(error.missing, question, before.length));
  if (!READ_ON.has(verb)) return error.placedAt(undefined);
  const option = verb === 'p' || verb === 'eval' ? (/^-x /.exec(question.slice(before.length))?.[0].length ?? 0) : 0;
  return error.placedAt(before.length + option + error.at);
}

/** Where `name` stands as a word of its own. */
function placeOf(name: string, question: string, from: number): number | undefined {
  // Nothing is found everywhere, over and over.
  if (name === '') return undefined;
  for (let at = question.indexOf(name, from); at >= 0; at = question.indexOf(name, at + 1)) {
    const isWithin = /\w/.test(question[at - 1] ?? '') || /\w/.test(question[at + name.length] ?? '');
    if (!isWithin) return at;
  }
  return undefined;
}

/** Two words beside each other are no expression: where the first is nearly a command, that was meant. */
function noCommand(
  error: ExploreError,
  question: string,
  word: string,
  verbs: readonly string[],
): ExploreError | undefined {
  if (error.code !== ExploreErrorCode.Syntax || word === '' || /^\s*[a-z]+\s*$/.test(question)) return undefined;
  const near = nearNames(word, verbs);
  if (near.length === 0) return undefined;
  const at = question.indexOf(word);
  return new ExploreError(ExploreErrorCode.Syntax, `\`${word}\` is no command`, { at, name: word, near });
}
