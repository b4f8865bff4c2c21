/** Finds the reports of a log that comes in chunks, and collects the lines of each. */
import type { TriageResult } from '../contract/triage.ts';
import { isAnnotation } from './annotations.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judge } from './judge.ts';
import { readLine } from './lines.ts';
import { Collector, findTrigger, type Report } from './report.ts';
import { TRIGGERS } from './triggers.ts';

const NEWLINE = 0x0a;
const MAX_REPORTS = 32;
/** A longer line is no kernel line; it is cut so that a log without a newline takes no memory. */
const MAX_LINE_BYTES = 64 * 1024;

export class Scanner {
  readonly #open: Collector[] = [];
  readonly #reports: Report[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #line = 0;
  #panicked = false;
  #annotations = true;

  add(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    if (this.#rest.length > 0) {
      const newline = bytes.indexOf(NEWLINE);
      const head = newline < 0 ? bytes : bytes.subarray(0, newline + 1);
      if (this.#rest.length < MAX_LINE_BYTES) this.#rest = Buffer.concat([this.#rest, head]);
      if (newline < 0) return;
      this.#scan(this.#rest);
      this.#rest = Buffer.alloc(0);
      from = newline + 1;
    }
    const last = bytes.lastIndexOf(NEWLINE);
    if (last >= from) this.#scan(bytes.subarray(from, last + 1));
    if (last + 1 < bytes.length) this.#rest = Buffer.from(bytes.subarray(Math.max(from, last + 1)));
  }

  #scan(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      let end = bytes.indexOf(NEWLINE, at);
      if (end < 0) end = bytes.length;
      this.#line++;
      this.#take(bytes.toString('latin1', at, Math.min(end, at + MAX_LINE_BYTES)));
      at = end + 1;
    }
  }

  #take(raw: string): void {
    if (this.#annotations) {
      if (isAnnotation(raw)) return;
      this.#annotations = false;
    }
    const line = readLine(raw);
    const found = findTrigger(line.text);
    if (line.text.includes('not syncing')) this.#panicked = true;
    for (const collector of this.#open) collector.add(line, found?.trigger ?? null);
    if (found === null || (found.trigger.continues === true && this.#open.length > 0)) return;
    if (this.#open.length + this.#reports.length >= MAX_REPORTS) return;
    this.#open.push(new Collector(line, found.trigger, this.#line));
  }

  finish(): TriageResult {
    if (this.#rest.length > 0) this.#scan(this.#rest);
    const reports = this.#open.map((collector) => collector.finish());
    const [first, ...rest] = reports;
    if (first === undefined) {
      return {
        title: null,
        altTitles: [],
        kind: 'none',
        corrupted: false,
        panicked: false,
        fingerprint: null,
        frames: [],
        others: [],
      };
    }
    const judged = judge(first);
    return {
      title: judged.title,
      altTitles: [...judged.altTitles],
      kind: judged.kind,
      corrupted: judged.corrupted !== undefined,
      ...(judged.corrupted === undefined ? {} : { corruptedReason: judged.corrupted }),
      panicked: this.#panicked,
      fingerprint: fingerprintOf(judged.kind, judged.title, []),
      ...(judged.guilty === undefined ? {} : { guilty: judged.guilty }),
      frames: [],
      line: first.line,
      others: rest.map((report) => {
        const other = judge(report);
        return { title: other.title, kind: other.kind, line: report.line };
      }),
    };
  }
}

export { TRIGGERS };
