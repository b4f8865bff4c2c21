/**
 * Test collections of kernel crash reports keep the expected answer above the log, one `KEY: value` a line up to a blank line.
 * It is not the kernel's output: it must neither be read as an answer nor be taken for an oops of its own.
 */
const KEYS = [
  'TITLE',
  'ALT',
  'TYPE',
  'FRAME',
  'CORRUPTED',
  'PANICKED',
  'SUPPRESSED',
  'EXECUTOR',
  'START',
  'END',
  'MESSAGE',
];

/** Alone on a line below an annotated log: the expected text of the report follows. */
export const EXPECTED_REPORT = 'REPORT:';

/** Whether a line at the very beginning of the input is such an annotation. */
export function isAnnotation(line: string): boolean {
  const colon = line.indexOf(':');
  return colon > 0 && KEYS.includes(line.slice(0, colon));
}
