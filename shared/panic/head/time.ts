/** When a line was printed. */
import { isDigit, skipDigits, skipSpaces } from './line.ts';

const CLOCK = /\b(\d{1,2}):(\d\d):(\d\d)\b/;

/** Seconds since boot that a raw line is stamped with. */
export function uptimeOf(line: string): number | undefined {
  for (let open = line.indexOf('['), tries = 0; open >= 0 && tries < 4; open = line.indexOf('[', open + 1), tries++) {
    const from = skipSpaces(line, open + 1);
    const dot = skipDigits(line, from);
    if (dot === from || line.charCodeAt(dot) !== 0x2e) continue;
    const end = skipDigits(line, dot + 1);
    if (end > dot + 1) return Number(line.slice(from, end));
  }
  const kmsg = isDigit(line.charCodeAt(0)) ? /^(?:\d[\w.+~-]{2,80},)?\d{1,3},\d{1,12},(\d{1,15}),/.exec(line) : null;
  return kmsg === null ? undefined : Number(kmsg[1]) / 1e6;
}

/** The same, or seconds of the day where the line has no other time. */
export function timeOf(line: string): number | undefined {
  const uptime = uptimeOf(line);
  if (uptime !== undefined) return uptime;
  const clock = CLOCK.exec(line.slice(0, 120));
  return clock === null ? undefined : Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
}
