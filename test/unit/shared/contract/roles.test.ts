import { describe, expect, it } from '@jest/globals';
import { actorOf, nameOf } from '../../../../shared/contract/roles.ts';
import type { Role } from '../../../../shared/contract/roles.ts';

describe('who did something', () => {
  it('is named as far as a record has room', () => {
    const person = { kind: 'person', subject: 's', name: 'a'.repeat(300), roles: new Set<Role>() } as const;
    expect(nameOf(person)).toHaveLength(300);
    expect(actorOf(person)).toBe('a'.repeat(256));
    expect(actorOf({ kind: 'host', host: 'web-1', expiresAt: new Date(0) })).toBe('host web-1');
  });
});
