import type { TraceFrame, TriageResult } from '../../../shared/contract/triage.ts';
import { inlinedText, placeText } from '../../../shared/contract/source-place.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { TextStyle } from '../format.ts';

const MAX_FRAMES = 12;

/** What a log says, for a person: the title on the first line, with `file` in front where several were asked for. */
export function renderTriage(result: TriageResult, style: TextStyle, file?: string): string {
  const p = paint(style.colour);
  const name = file === undefined ? '' : `${safeText(file)}: `;
  if (result.title === null) return `${name}${p.dim('no crash found')}`;
  const facts = [
    result.kind,
    result.kernelRelease,
    result.cpu === undefined ? undefined : `CPU ${result.cpu}`,
    result.pid === undefined ? result.comm : `${result.comm ?? 'task'} (pid ${result.pid})`,
    result.fingerprint ?? undefined,
  ];
  const lines = [
    `${name}${p.bold(safeText(result.title))}`,
    `  ${p.dim(
      facts
        .filter((fact) => fact !== undefined)
        .map((fact) => safeText(fact))
        .join(' · '),
    )}`,
  ];
  for (const title of result.altTitles) lines.push(`  or: ${safeText(title)}`);
  if (result.corrupted)
    lines.push(p.warn(`  the report is damaged: ${safeText(result.corruptedReason ?? 'cut or interleaved')}`));
  if (result.likely !== undefined) lines.push(`  likely: ${safeText(result.likely)}`);
  for (const frame of result.frames.slice(0, MAX_FRAMES)) {
    for (const inner of frame.inlined ?? []) lines.push(`    ${safeText(inlinedText(inner))} ${p.dim('(inlined)')}`);
    lines.push(`    ${frameText(frame)}`);
  }
  if (result.frames.length > MAX_FRAMES) lines.push(p.dim(`    … ${result.frames.length - MAX_FRAMES} more`));
  for (const { line, title, crashKernel } of result.others) {
    lines.push(p.dim(`  line ${line}: ${safeText(title)}${crashKernel === true ? ' (of the crash kernel)' : ''}`));
  }
  return lines.join('\n');
}

function frameText(frame: TraceFrame): string {
  const offset = frame.offset === undefined ? '' : `+0x${frame.offset.toString(16)}`;
  const module = frame.module === undefined ? '' : ` [${frame.module}]`;
  const place = placeText(frame) ?? frame.source;
  const source = place === undefined ? '' : `  ${place}`;
  return safeText(`${frame.reliable ? '' : '? '}${frame.symbol}${offset}${module}${source}`);
}
