import type { RevocationList, RevocationPreview } from '../../../shared/contract/revocations.ts';
import { paint } from '../../../shared/render/paint.ts';
import { describeTarget } from '../../../shared/render/signing-changes.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { moment } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';

const MAX_HOSTS = 20;

/** What a revocation would do, for who is about to. */
export function renderPreview(preview: RevocationPreview, style: TextStyle): string {
  const p = paint(style.colour);
  const lines: string[] = [
    preview.effects.length === 0 ? 'no registered image is hit' : p.heading('images that are hit'),
  ];
  for (const { name, release, id, stops, stillLoads } of preview.effects) {
    lines.push(`${p.bold(safeText(name))} ${safeText(release ?? '')} ${p.dim(id)}`);
    if (stops.length > 0) lines.push(`  no longer loaded by  ${stops.join(', ')}`);
    if (stops.length + stillLoads.length === 0)
      lines.push('  who loads it was not asked: a module, or signed by digest alone');
    if (stillLoads.length > 0) lines.push(`  ${p.warn('still loaded by')}      ${stillLoads.join(', ')}`);
  }
  if (preview.hosts.length > 0) lines.push('', p.heading(`hosts seen running them: ${preview.hosts.length}`));
  for (const { host, lastSeen } of preview.hosts.slice(0, MAX_HOSTS))
    lines.push(`  ${safeText(host)}  ${moment(lastSeen)}`);
  for (const warning of preview.warnings) lines.push('', p.warn(safeText(warning)));
  lines.push('', p.dim('nothing was revoked: --reason TEXT asks for it'));
  return lines.join('\n');
}

export function renderRevocations(list: RevocationList, style: TextStyle): string {
  const p = paint(style.colour);
  if (list.revocations.length === 0) return 'nothing is revoked';
  const lines = list.revocations.map(
    ({ target, reason, by, at }) =>
      `${p.bold(safeText(describeTarget(target)))}  ${safeText(reason)}  ${p.dim(`${safeText(by)}, ${moment(at)}`)}`,
  );
  return [...lines, p.dim(`list ${list.version}: ${Object.keys(list.files).join(', ')}`)].join('\n');
}
