/** Which lines CI mutates: those of a change, and of all of it. */
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeSince } from '../../mutation/change.ts';

const HOUR = 3600;
const NOON = 1_750_000_000;
const made: string[] = [];
let top: string;

function git(at: number, ...args: string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: top,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_COMMITTER_DATE: `${at} +0000`,
    GIT_AUTHOR_DATE: `${at} +0000`,
  };
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  return execFileSync('git', [...who, ...args], {
    cwd: top,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** A commit that appends a line to a file of the project. */
function commit(at: number, file: string, lines: readonly string[]): string {
  mkdirSync(join(top, file, '..'), { recursive: true });
  writeFileSync(join(top, file), lines.map((line) => `${line}\n`).join(''));
  git(at, 'add', '--all');
  git(at, 'commit', '--quiet', '--message', file);
  return git(at, 'rev-parse', 'HEAD');
}

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'purgatory-change-'));
  made.push(top);
  git(NOON, 'init', '--quiet', '--initial-branch=main');
});
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('a change', () => {
  it('is all that was committed within four hours, as one push has it', () => {
    const before = commit(NOON - 5 * HOUR, 'functions/ingest/a.ts', ['one']);
    commit(NOON - 3 * HOUR, 'functions/ingest/a.ts', ['one', 'two']);
    commit(NOON - HOUR, 'shared/panic/b.ts', ['three']);
    commit(NOON, 'docs/page.md', ['words']);
    const { base, lines } = changeSince(undefined, top);
    expect(base).toBe(before);
    expect([...lines].map(([file, of]) => [file, ...of])).toEqual([
      ['functions/ingest/a.ts', 2],
      ['shared/panic/b.ts', 1],
    ]);
  });

  it('is the last commit where history goes back no further, and what was asked for where that is said', () => {
    const first = commit(NOON - 2 * HOUR, 'functions/ingest/a.ts', ['one']);
    const second = commit(NOON - HOUR, 'functions/ingest/a.ts', ['one', 'two']);
    commit(NOON, 'functions/ingest/a.ts', ['one', 'two', 'three']);
    expect(changeSince(undefined, top).base).toBe(second);
    expect([...(changeSince(first, top).lines.get('functions/ingest/a.ts') ?? [])]).toEqual([2, 3]);
  });

  it('begins where it left what was pushed', () => {
    const pushed = commit(NOON - HOUR, 'functions/ingest/a.ts', ['one']);
    git(NOON, 'update-ref', 'refs/remotes/origin/main', pushed);
    commit(NOON - 60, 'functions/ingest/a.ts', ['one', 'two']);
    commit(NOON, 'functions/ingest/a.ts', ['one', 'two', 'three']);
    expect(changeSince(undefined, top).base).toBe(pushed);
  });

  it('cannot be said of a folder without commits', () => {
    expect(() => changeSince(undefined, top)).toThrow();
  });
});
