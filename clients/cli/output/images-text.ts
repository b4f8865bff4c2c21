import type { ImageRecord, KeyRecord } from '../../../shared/contract/images.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { bytes, moment } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';

const MAX_LINE = 80;

/** One request or registered image, for a person. */
export function renderImage(record: ImageRecord, style: TextStyle): string {
  const p = paint(style.colour);
  const shown = record.revoked === undefined ? record.state : 'revoked';
  const paints = {
    signed: p.good,
    refused: p.alarm,
    expired: p.alarm,
    revoked: p.alarm,
    pending: p.warn,
    uploading: p.warn,
  };
  const state = paints[shown];
  const line = (name: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`  ${name.padEnd(11)} ${safeText(value)}`];
  const approvals = record.approvals.map(({ by, decision, comment }) =>
    [decision === 'approve' ? `${by} approved` : `${by} refused`, comment]
      .filter((part) => part !== undefined)
      .join(': '),
  );
  const lines = [
    `${p.bold(safeText(record.name))}  ${state(shown)}`,
    ...line('id', record.id),
    ...line('why', record.reason),
    ...line('digest', record.digest),
    ...line('release', releaseOf(record)),
    ...line('cmdline', record.image?.commandLine),
    ...line('not read', record.image?.unread?.join('; ')),
    ...line('PCR 11', pcrsOf(record)),
    ...line('build-id', record.image?.buildId),
    ...line('kind', kindOf(record)),
    ...line('sbat', record.image?.sbat?.map(({ component, generation }) => `${component},${generation}`).join(' ')),
    ...line('asked by', `${record.requestedBy}, ${moment(record.requestedAt)}`),
    ...line('comment', record.comment),
    ...line('forced', record.force),
    ...line('for', record.consumers.join(', ')),
    ...line('approvals', `${record.approvals.length} of ${record.approvalsNeeded}`),
    ...approvals.flatMap((text) => line('', text)),
    ...(record.state === 'pending' ? line('until', moment(record.expiresAt)) : []),
    ...line('signed by', record.signer?.subject),
    ...(record.provisional ? line('note', 'signed by digest: the service has not seen the image') : []),
    ...line('revoked', record.revoked === undefined ? undefined : `${record.revoked.reason} (${record.revoked.by})`),
  ];
  for (const { rule, where, problem } of record.problems)
    lines.push(`  ${p.warn(rule)} ${safeText(where)}: ${safeText(problem)}`);
  if (record.changes.length > 0) {
    lines.push('', p.dim(`  changed since ${safeText(record.previousName ?? 'the last one')}, which was signed last:`));
  } else if (record.state === 'pending' && record.image !== undefined) {
    const { previousName } = record;
    const since =
      previousName === undefined
        ? 'nothing of this name was signed before'
        : `the very digest that was signed last, as ${safeText(previousName)}`;
    lines.push('', p.dim(`  ${since}`));
  } else if (record.state === 'pending') {
    lines.push('', p.warn('  by its digest alone: nothing is known of what is in it'));
  }
  for (const change of record.changes) lines.push(...renderChange(change));
  return lines.join('\n');
}

function releaseOf({ image }: ImageRecord): string | undefined {
  if (image?.releaseState !== 'contradictory') return image?.release;
  return `${image.release ?? '?'}, but: ${(image.releases ?? []).map(({ from, release }) => `${from} ${release}`).join(', ')}`;
}

/** What a signature of PCR policies lets a TPM do. */
function pcrsOf({ pcrs }: ImageRecord): string | undefined {
  if (pcrs === undefined) return undefined;
  return `unlocks what is bound to it: ${pcrs.policies.length} policies, ${pcrs.banks.join(', ')}, at ${pcrs.phases.join(', ')}`;
}

/** Long values one below the other, so that what differs stands under what it was. */
function renderChange({ field, before, after }: ImageRecord['changes'][number]): readonly string[] {
  const [was, is] = [safeText(before ?? 'none'), safeText(after ?? 'none')];
  const name = safeText(field);
  if (was.length + is.length <= MAX_LINE) return [`    ${name.padEnd(14)} ${was} → ${is}`];
  return [`    ${name}`, `      - ${was}`, `      + ${is}`];
}

function kindOf({ image }: ImageRecord): string | undefined {
  if (image === undefined) return undefined;
  return [image.kind, image.machine, bytes(image.sizeBytes)].filter((part) => part !== undefined).join(', ');
}

export function renderImages(images: readonly ImageRecord[], style: TextStyle): string {
  if (images.length === 0) return 'no images';
  const [head = '', ...rows] = table<ImageRecord>(
    images,
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'STATE', cell: ({ state, revoked }) => (revoked === undefined ? state : 'revoked') },
      { head: 'NAME', cell: ({ name }) => safeText(name) },
      { head: 'RELEASE', cell: ({ image }) => safeText(image?.release ?? ''), dropOrder: 2 },
      { head: 'ASKED BY', cell: ({ requestedBy }) => safeText(requestedBy), dropOrder: 1 },
      { head: 'WHEN', cell: ({ requestedAt }) => moment(requestedAt), dropOrder: 3 },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

export function renderKeys(keys: readonly KeyRecord[], style: TextStyle): string {
  if (keys.length === 0) return 'no certificates: purgatory keys init';
  const [head = '', ...rows] = table<KeyRecord>(
    keys,
    [
      { head: 'PURPOSE', cell: ({ purpose, active }) => (active ? purpose : `(${purpose})`) },
      { head: 'SUBJECT', cell: ({ subject }) => safeText(subject) },
      { head: 'UNTIL', cell: ({ notAfter }) => moment(notAfter) },
      { head: 'SHA-256', cell: ({ sha256 }) => sha256, dropOrder: 1 },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}
