// Prints the commands of the README's section "Try it", one a line, as they stand there; those that stay up with `-- --once`,
// which the README names for leaving after the report. Used by .ci/run: what is printed is what is run.
import { readFileSync } from 'node:fs';

const ONCE = 'npm start -- --once';

export function readmeCommands(text) {
  const [, section] = /^## Try it$([^]*?)^## /m.exec(text) ?? [];
  const [, block] = /^```\n([^]*?)^```$/m.exec(section ?? '') ?? [];
  if (block === undefined) throw new Error('README.md: no commands under "Try it"');
  if (!section.includes(`\`${ONCE}\``)) throw new Error(`README.md: "Try it" does not name ${ONCE}`);
  return block
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '')
    .map((command) => (command === 'npm start' ? ONCE : command));
}

if (process.argv[1] === import.meta.filename)
  for (const command of readmeCommands(readFileSync(process.argv[2], 'utf8'))) console.log(command);
