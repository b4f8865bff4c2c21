/**
 * The journal's export format (systemd.io/JOURNAL_EXPORT_FORMATS): an entry's fields a line each, an empty line after each entry.
 * A value with newlines or control characters stands in binary form; it is read as text to the next field.
 */

export const EXPORT = /^(?:__CURSOR=|__REALTIME_TIMESTAMP=|_BOOT_ID=|_TRANSPORT=|PRIORITY=)/;
/** The journal's `verbose`: a line of time and cursor, then the fields indented. */
export const VERBOSE = /^\S.{8,60} \[s=[0-9a-f]{1,32};i=/;
const FIELD = /^ {0,4}([A-Z_][A-Z0-9_]{0,63})=(.*)$/;

/** As syslog would have written the entries. */
export function linesOfExport(text: string): string[] {
  const lines: string[] = [];
  let fields = new Map<string, string>();
  const end = (): void => {
    const message = fields.get('MESSAGE');
    if (message !== undefined) {
      const kernel = fields.get('_TRANSPORT') === 'kernel';
      const writer = kernel ? 'kernel' : `${fields.get('SYSLOG_IDENTIFIER') ?? fields.get('_COMM') ?? 'unknown'}[0]`;
      lines.push(`Jan  1 00:00:00 localhost ${writer.replaceAll(/[\s:]/g, '_')}: ${message}`);
    }
    fields = new Map();
  };
  for (const line of text.split('\n')) {
    if (line === '' || VERBOSE.test(line)) {
      end();
      continue;
    }
    const found = FIELD.exec(line);
    if (found !== null) fields.set(found[1] ?? '', found[2] ?? '');
  }
  end();
  return lines;
}
