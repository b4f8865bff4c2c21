// `npm run screenshots`: makes the documentation's pictures of the console anew, by the tour of it in a browser.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { top } from './setup/paths.mjs';

const docs = join(top, 'docs');
const pages = readdirSync(docs).filter((name) => name.endsWith('.md'));
const shown = pages.flatMap((name) => [...readFileSync(join(docs, name), 'utf8').matchAll(/screens\/([\w-]+)\.png/g)]);
const names = [...new Set(shown.map(([, name]) => `${name}.png`))];

// Nothing is put into the documentation before all of it is there.
const folder = mkdtempSync(join(tmpdir(), 'purgatory-screens-'));
try {
  const { status } = spawnSync(
    process.execPath,
    [join(top, 'infra/local/test.mjs'), 'e2e', 'test/e2e/console-tour.test.ts'],
    { cwd: top, stdio: 'inherit', env: { ...process.env, PURGATORY_SCREENSHOTS: folder } },
  );
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  if (status !== 0 || missing.length > 0) {
    console.error(
      status === 0
        ? `The tour made no ${missing.join(', ')}: without chromium it makes none at all, else it lacks that shot.`
        : 'The tour failed, see above: the pictures are as they were.',
    );
    process.exitCode = 1;
  } else {
    for (const name of names) copyFileSync(join(folder, name), join(docs, 'screens', name));
    console.log(`docs/screens: ${names.length} pictures made anew`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
