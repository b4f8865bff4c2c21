import type { ExploreDatum } from '../contract/explore.ts';

/** A value as C would show it. */
export function datumText(datum: ExploreDatum, indent = ''): string {
  switch (datum.is) {
    case 'integer':
      return datum.value;
    case 'enum':
      return datum.name ?? (datum.flags === undefined ? datum.value : `${datum.flags.join(' | ')} (${datum.value})`);
    case 'float':
      return String(datum.value);
    case 'text':
      return JSON.stringify(datum.text);
    case 'unreadable':
      return `<${datum.address}: ${datum.why}>`;
    case 'pointer':
      return pointerText(datum);
    case 'array': {
      const more = datum.items.length < datum.length ? ', …' : '';
      const flat = datum.items.every((item) => item.is !== 'struct' && item.is !== 'array');
      if (flat) return `{ ${repeated(datum.items.map((item) => datumText(item))).join(', ')}${more} }`;
      return `{\n${datum.items.map((item) => `${indent}  ${datumText(item, `${indent}  `)},`).join('\n')}${more}\n${indent}}`;
    }
    case 'struct':
      return `{\n${datum.fields.map((field) => `${indent}  .${field.name} = ${datumText(field.datum, `${indent}  `)},`).join('\n')}\n${indent}}`;
  }
}

function pointerText(datum: Extract<ExploreDatum, { is: 'pointer' }>): string {
  const module = datum.module === undefined ? '' : ` [${datum.module}]`;
  const symbol = datum.symbol === undefined ? '' : ` <${datum.symbol}${offsetText(datum.offset ?? 0)}${module}>`;
  const text = datum.text === undefined ? '' : ` ${JSON.stringify(datum.text)}`;
  return `${datum.address}${symbol}${text}`;
}

/** The same value many times over is told once. */
function repeated(items: readonly string[]): string[] {
  const told: string[] = [];
  for (let i = 0; i < items.length;) {
    let end = i;
    while (end < items.length && items[end] === items[i]) end++;
    const count = end - i;
    if (count > 3) told.push(`${items[i] ?? ''} <${count} times>`);
    else told.push(...items.slice(i, end));
    i = end;
  }
  return told;
}

/** `+0x10`; nothing at the very start. */
export function offsetText(offset: number): string {
  return offset === 0 ? '' : `+0x${offset.toString(16)}`;
}
