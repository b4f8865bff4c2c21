/** The prompt of `purgatory explore` on a real pseudo terminal, as a person has it. Needs python3. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeWith } from '../support/oracles.ts';
import { Keys, onTerminal } from '../support/terminal-session.ts';
import type { TerminalSession } from '../support/terminal-session.ts';
import { scratch } from '../unit/clients/cli/harness.ts';
import type { Directory } from '../unit/clients/cli/harness.ts';

const repository = join(import.meta.dirname, '../..');
const SAMPLE = join(repository, 'test/fixtures/vmcore/sample.kdump');
const PROMPT = 'explore> ';

describeWith({ commands: ['python3'] }, 'the prompt', () => {
  let directory: Directory;
  let session: TerminalSession | undefined;
  beforeEach(() => {
    directory = scratch();
  });
  afterEach(() => {
    session?.kill();
    directory.remove();
  });

  const start = async (...command: readonly string[]): Promise<TerminalSession> => {
    const env = { XDG_STATE_HOME: directory.path, XDG_CACHE_HOME: directory.path };
    session = onTerminal([process.execPath, ...command], env);
    await session.shows(PROMPT);
    return session;
  };
  const explore = () => start(join(repository, 'clients/cli/main.ts'), 'explore', SAMPLE);
  const history = (): string[] =>
    readFileSync(join(directory.path, 'purgatory/explore-history'), 'utf8').trimEnd().split('\n');

  it('completes names, keeps a history between two sessions, and leaves by quit or Ctrl-D', async () => {
    const first = await explore();
    first.type(`init_task.tgi${Keys.tab}`);
    await first.shows('init_task.tgid');
    first.type(Keys.enter);
    await first.shows('(pid_t) 0');
    await first.shows(PROMPT);
    // As far as all that begin so are the same; then what they are.
    first.type(`init_task.perf${Keys.tab}`);
    await first.shows('init_task.perf_event_');
    first.type(Keys.tab);
    await first.shows(/perf_event_list\s+perf_event_mutex/);
    await first.shows(PROMPT);
    first.type(Keys.ctrlC);
    await first.shows('^C');
    await first.shows(PROMPT);
    first.type(`init_task.comm${Keys.enter}`);
    await first.shows('"swapper/0"');
    await first.shows(PROMPT);
    first.type(`quit${Keys.enter}`);
    expect(await first.ended()).toBe(0);
    expect(history()).toEqual(['init_task.comm', 'init_task.tgid']);

    const second = await explore();
    second.type(`${Keys.up}${Keys.up}${Keys.enter}`);
    await second.shows('(pid_t) 0');
    await second.shows(PROMPT);
    second.type(Keys.ctrlD);
    expect(await second.ended()).toBe(0);
    expect(history()).toEqual(['init_task.tgid', 'init_task.comm']);
  });

  it('shows a long answer a screen at a time, and what is said to the pager is no question', async () => {
    const it = await explore();
    it.type(`ps${Keys.enter}`);
    await it.shows(/swapper\/0[^]*-- \d+ more lines; Enter goes on, q leaves -- /);
    it.type(Keys.enter);
    const screen = await it.shows(/-- \d+ more lines; Enter goes on, q leaves -- /);
    expect(screen.trim().split('\n')).toHaveLength(12);
    it.type(`q${Keys.enter}`);
    await it.shows(PROMPT);
    it.type(Keys.up);
    await it.shows(`${PROMPT}ps`);
    it.type(Keys.enter);
    await it.shows('more lines');
    it.type(Keys.ctrlC);
    await it.shows(PROMPT);
    it.type(`ps${Keys.enter}`);
    await it.shows('more lines');
    // A question instead of an answer to the pager.
    it.type(`2 * 21${Keys.enter}`);
    await it.shows('(int) 42');
    await it.shows(PROMPT);
    it.type(`exit${Keys.enter}`);
    expect(await it.ended()).toBe(0);
    expect(history()).toEqual(['2 * 21', 'ps']);
  });

  it('drops what is being typed with Ctrl-C, and goes on', async () => {
    const it = await explore();
    it.type(`nonsense${Keys.ctrlC}`);
    await it.shows(`nonsense^C`);
    await it.shows(PROMPT);
    it.type(`6 * 7${Keys.enter}`);
    expect(await it.shows('(int) 42')).not.toContain('nonsense');
    it.type(`quit${Keys.enter}`);
    expect(await it.ended()).toBe(0);
    expect(history()).toEqual(['6 * 7']);
  });

  it('gives an answer up with Ctrl-C; what is typed while it waits is asked afterwards', async () => {
    const it = await start(join(repository, 'test/support/endless-answers.ts'));
    it.type(`forever${Keys.enter}`);
    await it.shows('asked');
    it.type(`dropped${Keys.enter}`);
    await it.shows('dropped');
    it.type(Keys.ctrlC);
    await it.shows(PROMPT);
    // All at once, as it is pasted.
    it.type(`one${Keys.enter}two${Keys.enter}`);
    expect(await it.shows('you asked one')).not.toContain('you asked dropped');
    await it.shows('you asked two');
    await it.shows(PROMPT);
    // Names that can't be had are none: the prompt stays.
    it.type(`na${Keys.tab}`);
    await it.shows('completing');
    it.type(`me${Keys.enter}`);
    await it.shows('you asked name');
    it.type(`forever${Keys.enter}`);
    await it.shows('asked');
    it.type(Keys.ctrlD);
    expect(await it.ended()).toBe(0);
    expect(history()).toEqual(['forever', 'name', 'two', 'one']);
  });
});
