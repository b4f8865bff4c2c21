import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AlertRoutes } from '../../../../shared/contract/alert-routes.ts';
import { admits, isQuiet, matches, severityOf } from '../../../../functions/alert/policy.ts';
import { news } from './news.ts';

describe('admits', () => {
  it.each([
    ['everything without a filter', undefined, true],
    ['a word that is asked for', { words: ['NEW' as const] }, true],
    ['no other word', { words: ['SPIKING' as const] }, false],
    ['a kind', { kinds: ['general-protection' as const, 'kasan' as const] }, true],
    ['a host by its pattern', { hosts: ['db-*', '*.us'] }, true],
    ['no other host', { hosts: ['db-*'] }, false],
    ['a kernel by its pattern', { kernels: ['6.12.*'] }, true],
    ['what is severe enough', { minimumSeverity: 'error' as const }, true],
    ['nothing that is not', { minimumSeverity: 'critical' as const }, false],
    ['only what fits in every way', { kernels: ['6.12.*'], words: ['SPIKING' as const] }, false],
  ])('takes %s', (_name, when, expected) => {
    expect(admits(when, news)).toBe(expected);
  });
});

describe('subsystems and owners', () => {
  const known = { ...news, crash: { ...news.crash, subsystem: 'EXT4 FILE SYSTEM', owner: '@storage @core' } };

  it.each([
    ['a subsystem by its pattern', { subsystems: ['ext4*'] }, known, true],
    ['no other', { subsystems: ['xfs*'] }, known, false],
    ['one of the owners', { owners: ['@core'] }, known, true],
    ['no other owner', { owners: ['@net'] }, known, false],
    ['nothing where no subsystem is known', { subsystems: ['*'] }, news, false],
    ['nothing where no owner is known', { owners: ['*'] }, news, false],
  ])('admit %s', (_name, when, given, expected) => {
    expect(admits(when, given)).toBe(expected);
  });
});

describe('matches', () => {
  it.each([
    ['fs-*.eu', 'fs-17.eu', true],
    ['fs-*.eu', 'fs-17.us', false],
    ['FS-??.EU', 'fs-17.eu', true],
    ['*', '', true],
    ['a*b*c', 'aXbYbZc', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes a text for itself, and stars in place of any part of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.nat(20), fc.nat(20), (text, a, b) => {
        const plain = text.replaceAll(/[*?]/g, 'x');
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        return matches(`${plain.slice(0, from)}*${plain.slice(to)}`, plain) && matches(plain, plain);
      }),
    );
  });

  it('does not get lost in a hostile pattern', () => {
    expect(matches(`${'a*'.repeat(120)}b`, 'a'.repeat(250))).toBe(false);
  });
});

describe('isQuiet', () => {
  const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', exceptFrom: 'critical' as const };

  it.each([
    ['2026-11-23T21:30:00Z', true],
    ['2026-11-23T20:59:00Z', false],
    ['2026-11-23T05:59:00Z', true],
    ['2026-11-23T06:00:00Z', false],
    // In summer the same wall clock is an hour earlier.
    ['2026-07-23T20:30:00Z', true],
  ])('at %s in Berlin: %s', (time, expected) => {
    expect(isQuiet(night, new Date(time))).toBe(expected);
  });
});

describe('severityOf', () => {
  it.each([
    ['NEW', 'general-protection', 'error'],
    ['NEW', 'warning', 'warning'],
    ['NEW', 'sysrq', 'info'],
    ['REGRESSED', 'general-protection', 'critical'],
    ['SPIKING', 'warning', 'warning'],
    ['MEMORY CHANGED', 'warning', 'critical'],
  ] as const)('%s of kind %s is %s', (word, kind, severity) => {
    expect(severityOf({ word, crash: { ...news.crash, kind } })).toBe(severity);
  });

  it.each([
    ['NEW', 'warning', 'error'],
    ['REGRESSED', 'lockdep', 'critical'],
    ['NEW', 'sysrq', 'info'],
  ] as const)('of a machine that died, %s of kind %s is %s', (word, kind, severity) => {
    expect(severityOf({ word, crash: { ...news.crash, kind, panicked: true } })).toBe(severity);
  });
});

describe('AlertRoutes', () => {
  const slack = { name: 'on-call', type: 'slack', secret: 'purgatory/slack', channel: 'C1' };

  it('takes a whole document', () => {
    const quiet = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    const parsed = AlertRoutes.parse({
      routes: [
        { ...slack, quiet, maxPerHour: 10 },
        { name: 'mail', type: 'sns' },
      ],
    });
    expect(parsed.routes[0]).toMatchObject({ enabled: true, quiet: { exceptFrom: 'critical' } });
  });

  it.each([
    ['two routes of one name', [slack, slack]],
    ['a secret elsewhere', [{ ...slack, secret: 'production/database' }]],
    ['a time zone that is none', [{ ...slack, quiet: { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' } }]],
    ['a webhook to a file', [{ name: 'w', type: 'webhook', url: 'file:///etc/passwd', secret: 'purgatory/w' }]],
    ['a service that is not known', [{ name: 'x', type: 'carrier-pigeon' }]],
    ['a field that means nothing', [{ ...slack, chanel: 'C1' }]],
  ])('refuses %s', (_name, routes) => {
    expect(AlertRoutes.safeParse({ routes }).success).toBe(false);
  });
});
