import { describe, expect, it } from '@jest/globals';
import { actorOf, missingRole, nameOf } from '../../../../shared/contract/roles.ts';
import type { Role } from '../../../../shared/contract/roles.ts';

describe('who did something', () => {
  it('is named as far as a record has room', () => {
    const person = { kind: 'person', subject: 's', name: 'a'.repeat(300), roles: new Set<Role>() } as const;
    expect(nameOf(person)).toHaveLength(300);
    expect(actorOf(person)).toBe('a'.repeat(256));
    expect(actorOf({ kind: 'host', host: 'web-1', expiresAt: new Date(0) })).toBe('host web-1');
  });
});

describe('who may not do something', () => {
  const person = (...roles: Role[]) => ({ kind: 'person', subject: 's', name: 'Ada', roles: new Set(roles) }) as const;

  it('is told which role it takes, and which they have', () => {
    expect(missingRole(person('admin', 'approver'), ['debugger'])).toBe(
      'this needs the role debugger; Ada has admin, approver',
    );
    expect(missingRole(person(), ['admin', 'responder'])).toBe(
      'this needs one of the roles admin, responder; Ada has none',
    );
    expect(missingRole({ kind: 'host', host: 'web-1', expiresAt: new Date(0) }, ['admin'])).toBe(
      "this needs the role admin; the token is a host's",
    );
  });
});
