import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { readEnv } from '../../../../../shared/aws/runtime/env.ts';
import { InputError } from '../../../../../shared/errors.ts';

const Env = z.object({ TABLE: z.string(), BUCKET: z.string(), DAYS: z.coerce.number().int().default(7) });

it('reads what a function is told and nothing else, with what it takes where it is told nothing', () => {
  expect(readEnv(Env, { TABLE: 't', BUCKET: 'b', PATH: '/bin' })).toEqual({ TABLE: 't', BUCKET: 'b', DAYS: 7 });
  expect(readEnv(Env, { TABLE: 't', BUCKET: 'b', DAYS: '30' }).DAYS).toBe(30);
});

it('takes a variable that is empty for one that is not there', () => {
  expect(readEnv(Env, { TABLE: 't', BUCKET: 'b', DAYS: '' }).DAYS).toBe(7);
});

it('names every variable that is missing or wrong, not only the first', () => {
  let caught: unknown;
  try {
    readEnv(Env, { TABLE: '', DAYS: 'many' });
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(InputError);
  const { message, field, cause } = caught as InputError;
  expect(message).toMatch(/^environment: TABLE: [^;]+; BUCKET: [^;]+; DAYS: [^;]+$/);
  expect([field, cause]).toEqual(['TABLE', expect.any(z.ZodError)]);
});

it('reads the process’s own environment where none is given', () => {
  process.env['PURGATORY_TEST_READ_ENV'] = 'yes';
  try {
    expect(readEnv(z.object({ PURGATORY_TEST_READ_ENV: z.string() }))).toEqual({ PURGATORY_TEST_READ_ENV: 'yes' });
  } finally {
    delete process.env['PURGATORY_TEST_READ_ENV'];
  }
});
