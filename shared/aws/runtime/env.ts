import type * as z from 'zod';
import { InputError } from '../../errors.ts';

/**
 * Reads a function's settings from its environment, once, at cold start. Variables that are set but empty count as absent.
 *
 * @throws {InputError} that names every variable that is missing or wrong
 */
export function readEnv<Shape extends z.ZodObject>(
  schema: Shape,
  env: NodeJS.ProcessEnv = process.env,
): z.infer<Shape> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new InputError(`environment: ${problems.join('; ')}`, {
    field: String(parsed.error.issues[0]?.path[0] ?? ''),
    cause: parsed.error,
  });
}
