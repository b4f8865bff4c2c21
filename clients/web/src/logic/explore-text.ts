/** Answers of a dump as text: what is copied, and what stays with the crash. */
import type { ExploreAnswer, ExploreDatum, ExploreFacet, ExploreReply } from '../../../../shared/contract/explore.ts';
import { datumText } from '../../../../shared/render/datum-text.ts';
import { facetFacts } from './explore.ts';

/** One datum in one line. */
export function datumLine(datum: ExploreDatum): string {
  return datumText(datum).replaceAll(/\s+/g, ' ');
}

const MAX_NOTE = 3000;

/** An answer as people keep it with a crash: the question, and what was said. */
export function noteOf({ ask, answer }: ExploreReply): string {
  const text = answerText(answer);
  return `> ${ask}\n${text.length > MAX_NOTE ? `${text.slice(0, MAX_NOTE)}…` : text}`;
}

function answerText(answer: ExploreAnswer): string {
  const row = (cells: readonly ExploreDatum[]): string =>
    cells.map((cell) => (cell.is === 'text' ? cell.text : datumLine(cell))).join('  ');
  switch (answer.kind) {
    case 'value':
      return `(${answer.type}) ${datumText(answer.datum)}`;
    case 'walk':
    case 'table':
      return [answer.columns.join('  '), ...answer.rows.map(row)].join('\n');
    case 'address':
      return answer.facets.map(facetText).join('\n');
    case 'symbols':
      return answer.symbols.map(({ address, name, module }) => `${address} ${name} ${module ?? ''}`).join('\n');
    case 'text':
      return answer.text;
    case 'error':
      return answer.message;
  }
}

/** `slab object: cache task_struct, object 0x…` */
function facetText(facet: ExploreFacet): string {
  const facts = facetFacts(facet).map(([name, value]) => `${name} ${value}`);
  return [facet.class, ...(facts.length === 0 ? [] : [facts.join(', ')])].join(': ');
}
