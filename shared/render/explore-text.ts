/** What the explorer answers, as text for a terminal: one rendering of each kind. */
import type { Facet } from '../vmcore/explore/address.ts';
import type { Datum } from '../vmcore/explore/datum.ts';
import type { Answer } from '../vmcore/explore/explorer.ts';
import { datumText, offsetText } from './datum-text.ts';
import { oneLine, safeText } from './safe-text.ts';

const MAX_CELL = 80;

/** Lines without an end of line at the last. Nothing in it does anything to a terminal. */
export function renderAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'value':
      return safeText(`(${answer.type}) ${datumText(answer.datum)}`, { lines: true });
    case 'symbols':
      if (answer.symbols.length === 0) return 'no symbol of that name';
      return table(
        ['address', 'type', 'name', 'module'],
        answer.symbols.map(({ address, type, name, module }) => [address, type, name, module ?? '']),
      );
    case 'address':
      return [answer.address, ...answer.facets.map((facet) => `  ${safeText(facetText(facet))}`)].join('\n');
    case 'walk': {
      const { broken, next, rows } = answer;
      const lines = [table(answer.columns, rows.map(cells))];
      lines.push(`${rows.length} row${rows.length === 1 ? '' : 's'}`);
      if (next !== undefined) lines.push(`there are more: go on with \`from ${next}\``);
      if (broken !== undefined) lines.push(safeText(`broken: ${broken.problem}`));
      return lines.join('\n');
    }
    case 'table':
      return [
        ...(answer.title === undefined ? [] : [safeText(answer.title)]),
        ...(answer.columns.length === 0 ? [] : [table(answer.columns, answer.rows.map(cells))]),
        ...(answer.notes ?? []).map((note) => safeText(`note: ${note}`)),
      ].join('\n');
    case 'text':
      return safeText(answer.text, { lines: true });
  }
}

function cells(row: readonly Datum[]): string[] {
  return row.map((datum) => {
    const text = datum.is === 'text' ? datum.text : oneLine(datumText(datum));
    return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
  });
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = [columns, ...rows].map((row) => row.map((cell) => safeText(cell)));
  const widths = columns.map((_, i) => Math.max(...safe.map((row) => row[i]?.length ?? 0)));
  return safe
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function facetText(facet: Facet): string {
  switch (facet.class) {
    case 'symbol':
      return `${facet.section} of the kernel: ${facet.symbol}${offsetText(facet.offset)}`;
    case 'module':
    case 'module text':
      return `${facet.class === 'module' ? 'memory' : 'code'} of the module ${facet.module}${facet.symbol === undefined ? '' : `: ${facet.symbol}${offsetText(facet.offset ?? 0)}`}`;
    case 'generated code':
      return `code made while the kernel ran: ${facet.symbol}${offsetText(facet.offset)}`;
    case 'task stack':
      return `stack of ${facet.comm} (pid ${facet.pid}, task ${facet.task}): ${facet.stack}${offsetText(facet.offset)}`;
    case 'slab object': {
      const state =
        facet.allocated === null ? 'allocated or free, which is not known' : facet.allocated ? 'allocated' : 'free';
      return `slab object ${facet.object}${offsetText(facet.offset)} of ${facet.cache} (${facet.objectSize} bytes, ${facet.index + 1} of ${facet.objects}): ${state}`;
    }
    case 'page':
      return `${facet.of === 'memory' ? 'memory of the page' : 'struct page of'} frame ${facet.pfn} (physical ${facet.physical}, struct page ${facet.page}): flags ${facet.flags} ${facet.flagNames.join('|')}, ${facet.refcount} references`;
    case 'per-cpu':
      return `per-CPU memory of processor ${facet.cpu}: ${facet.variable ?? 'offset'}${offsetText(facet.offset)}`;
    case 'vmalloc':
      return `vmalloc area ${facet.start}-${facet.end}${facet.pages === undefined ? '' : `, ${facet.pages} pages`}${facet.caller === undefined ? '' : `, by ${facet.caller.symbol}${offsetText(facet.caller.offset)}`}`;
    case 'user': {
      const whose = facet.pid === undefined ? '' : ` of ${facet.comm ?? ''} (pid ${facet.pid})`;
      const area = facet.vma === undefined ? '' : `: ${facet.vma[0]}-${facet.vma[1]} ${facet.file ?? 'anonymous'}`;
      return `user space${whose}${area}`;
    }
    case 'mapped':
      return `mapped to physical ${facet.physical}${facet.readable ? '' : `, ${facet.why ?? 'not readable'}`}`;
    case 'unmapped':
      return `${facet.nonCanonical === true ? 'no address at all' : 'not mapped'}${facet.note === undefined ? '' : `: ${facet.note}`}`;
  }
}
