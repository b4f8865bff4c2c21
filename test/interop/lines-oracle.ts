/**
 * Holds our lines against others': `node test/interop/lines-oracle.ts [-v] DEBUGFILE ROWS.jsonl.zst`.
 *
 * Makes the file of lines of DEBUGFILE, looks each row's address up in it, and prints right and wrong. The first line of ROWS
 * is a header; the others are as `LineRow` says.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { zstdDecompressSync } from 'node:zlib';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { extractLines } from '../../shared/symbols/extract.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';
import { disagreements, parseRows } from '../support/symbol-fixtures.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', short: 'v' } },
});
const [debugFile, rowsFile] = positionals;
if (debugFile === undefined || rowsFile === undefined) {
  console.error('usage: node test/interop/lines-oracle.ts [-v] DEBUGFILE ROWS.jsonl.zst');
  process.exit(2);
}
const started = performance.now();
const source = await fileSource(debugFile);
const { pieces, sizeBytes } = await extractLines(source);
await source.close();
const seconds = (performance.now() - started) / 1000;
const table = await LineTable.open(memorySource(Buffer.concat(pieces), debugFile));
const [, ...rows] = zstdDecompressSync(readFileSync(rowsFile)).toString('utf8').trim().split('\n');
const wrong = await disagreements(table, parseRows(rows.join('\n')));
if (values.verbose === true) for (const { row, got } of wrong) console.log(JSON.stringify({ ...row, got }));

const percent = ((100 * sizeBytes) / source.sizeBytes).toFixed(2);
const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `${sizeBytes} bytes (${percent} %), ${table.header.rows} rows, ${table.header.functions} functions, ${seconds.toFixed(1)} s, ${mebibytes} MiB`,
);
console.log(`${rows.length - wrong.length} right, ${wrong.length} wrong`);
process.exitCode = wrong.length > 0 ? 1 : 0;
