/** The commands of the explorer against what crash with full debuginfo prints: the same rows. Needs the corpus. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fileSource } from '../../shared/bytes/file-source.ts';
import type { ClosableSource } from '../../shared/bytes/file-source.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import { CRASH_COMMANDS, fromFirstShown } from '../support/crash-rows.ts';
import { CORPUS, describeWith } from '../support/oracles.ts';

/** Dumps that are files as they lie in the corpus. */
const DUMPS: Readonly<Record<string, string>> = {
  'd-abba': 'd-abba.zstd-d31.kdump',
  'fz-frozen': 'fz-frozen.zstd-d31.kdump',
  'g-stack': 'g-stack.zstd-d31.kdump',
  'j2-textflip': 'j2-textflip.zstd-d31.kdump',
  'p1-kdump': 'p1-kdump-sysrq-c.flat',
  'q-cloud': 'q-cloud-sysrq-c.zstd-d31.kdump',
};

for (const [name, file] of Object.entries(DUMPS)) {
  const dump = join(CORPUS, 'vmcores', file);
  const folder = join(CORPUS, 'explore', `crash-${name}`);
  describeWith({ files: [dump, folder] }, `commands on ${name}`, () => {
    let source: ClosableSource;
    let explorer: Explorer;
    beforeAll(async () => {
      source = await fileSource(dump);
      explorer = await Explorer.open([source]);
    });
    afterAll(async () => {
      await explorer.close();
      await source.close();
    });
    const commands = (existsSync(folder) ? readdirSync(folder) : []).flatMap((text) => {
      const command = CRASH_COMMANDS[text.replace(/\.txt$/, '')];
      return command === undefined ? [] : [{ text, ...command }];
    });
    it.each(commands)(
      '$ask shows the rows of crash',
      async ({ text, ask, crash, ours, unordered, more, beginsOtherwise }) => {
        const shown = crash(readFileSync(join(folder, text), 'utf8'));
        const all = ours(await explorer.ask(ask));
        const want = beginsOtherwise === true ? fromFirstShown(shown, all) : shown;
        expect(want.length).toBeGreaterThanOrEqual(shown.length / 2);
        const got = more === true ? all.filter((row) => want.includes(row)) : all;
        const order = (rows: readonly string[]): string[] =>
          unordered === true ? [...new Set(rows)].sort() : [...rows];
        expect(order(got)).toEqual(order(want));
      },
    );
  });
}
