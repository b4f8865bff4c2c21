/**
 * A function where the report lacks what its sort of bug promises: the pointer, the trace's heading. One lost line does not lose the
 * rest.
 */
import { callerOf, readLink, readPlace, readPointer } from './frames.ts';
import type { Chooser, Scene } from './rule.ts';
import type { NameMatcher } from './skip-list.ts';
import { Walk, type Named } from './walk.ts';

type Way = (walk: Walk) => Walk;

/** The more exact first. */
const WAYS_LEFT: readonly { readonly way: Way; readonly header?: true }[] = [
  { way: (walk) => walk.pointer() },
  { way: (walk) => walk.callTrace().trace() },
  // Where the trap's own entry is all that the first trace holds: the registers below it.
  { way: (walk) => walk.callTrace().pointer() },
  { way: (walk) => walk.trace() },
  { way: (walk) => walk.function((text) => placeIn(text)), header: true },
  { way: (walk) => walk.function(readLink) },
];

export function salvage(scene: Scene, skip: NameMatcher, choose: Chooser): Named | null {
  const stood = whereItStood(scene, skip);
  if (stood !== null) return choose([stood]) ?? stood;
  for (const { way, header } of WAYS_LEFT) {
    if (header === true && !hasBody(scene)) continue;
    const { frames } = way(new Walk(scene.lines, scene.at, scene.end, skip));
    const found = frames.length === 0 ? null : (choose(frames) ?? frames[0] ?? null);
    if (found !== null) return found;
  }
  return null;
}

/**
 * ppc marks the first frame of its trace `(unreliable)`, since the return address may be that of the call before (v6.12
 * arch/powerpc/kernel/process.c `__show_stack()`): where the registers' line is lost, it is where the processor stood.
 */
function whereItStood({ all }: Scene, skip: NameMatcher): Named | null {
  const head = all.findIndex((line) => line.beginsCallTrace);
  const first = head < 0 ? undefined : all[head + 1];
  if (first?.frame?.reliable !== false || !first.text.includes(' (unreliable)')) return null;
  if (all.some(({ text }) => readPointer(text) !== null)) return null;
  const walk = new Walk([], 0, 0, skip);
  walk.take(first.frame.symbol, first.frame.module);
  return walk.frames[0] ?? null;
}

/** The header's function counts where something of the report stands below it. */
function hasBody(scene: Scene): boolean {
  if (scene.end < scene.lines.length) return false;
  return scene.all.some(
    ({ text, frame }, i) =>
      i > 0 &&
      (frame !== null ||
        text.includes(' PID: ') ||
        text.startsWith('Modules linked in:') ||
        readPointer(text) !== null),
  );
}

/** `… at net/core.c:12 foo+0x1/0x2()`, `…, at: [<ffff>] foo+0x1/0x2`: a function anywhere in a line. */
function placeIn(text: string): string | undefined {
  const plus = text.indexOf('+0x');
  if (plus <= 0) return undefined;
  let at = plus;
  while (at > 0 && /[\w.$]/.test(text[at - 1] ?? '')) at--;
  return readPlace(text, at)?.symbol ?? callerOf(text) ?? undefined;
}
