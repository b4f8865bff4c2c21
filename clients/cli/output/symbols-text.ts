import type { SymbolsRecord } from '../../../shared/contract/symbols.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { bytes, moment, plural } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';
import type { Added } from '../symbols/add.ts';

export function renderAdded(added: readonly Added[], style: TextStyle): string {
  const p = paint(style.colour);
  const of = (outcome: Added['outcome']): readonly Added[] => added.filter((one) => one.outcome === outcome);
  const made = of('added');
  const size = made.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  const shown = made.filter(({ kind }) => kind === 'kernel' || made.length <= 20);
  return [
    ...shown.map(({ buildId, part, name, release, sizeBytes = 0 }) =>
      safeText(`${buildId ?? ''}  ${part ?? ''}  ${name ?? ''}  ${release ?? ''}  ${bytes(sizeBytes)}`),
    ),
    ...of('failed').map(({ from, reason }) => p.warn(safeText(`not taken: ${from}: ${reason ?? ''}`))),
    `${plural(made.length, 'file')} added (${bytes(size)}), ${of('there already').length} there already, ${of('failed').length} not taken`,
  ].join('\n');
}

export function renderSymbols(symbols: readonly SymbolsRecord[], style: TextStyle): string {
  if (symbols.length === 0) return 'no symbols';
  const [head = '', ...rows] = table<SymbolsRecord>(
    symbols,
    [
      { head: 'BUILD-ID', cell: ({ buildId }) => buildId },
      { head: 'PART', cell: ({ part }) => part },
      { head: 'NAME', cell: ({ name }) => safeText(name) },
      { head: 'RELEASE', cell: ({ release }) => safeText(release ?? '') },
      { head: 'MACHINE', cell: ({ machine }) => safeText(machine), dropOrder: 2 },
      { head: 'SIZE', cell: ({ sizeBytes }) => bytes(sizeBytes) },
      { head: 'ADDED', cell: ({ addedAt }) => moment(addedAt), dropOrder: 1 },
    ],
    style.width,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

export function renderSymbolsOf(record: SymbolsRecord, style: TextStyle): string {
  const p = paint(style.colour);
  const line = (name: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`  ${name.padEnd(10)} ${safeText(value)}`];
  return [
    p.bold(safeText(`${record.name} ${record.release ?? ''}`.trim())),
    ...line('build-id', record.buildId),
    ...line('machine', record.machine),
    ...line('compiler', record.producer),
    ...line('part', record.part),
    ...line(
      'size',
      `${bytes(record.sizeBytes)}, ${record.rows} ${record.part === 'types' ? 'types' : 'stretches of code'}`,
    ),
    ...line('sha256', record.sha256),
    ...line('added', `${moment(record.addedAt)} by ${record.addedBy}`),
  ].join('\n');
}
