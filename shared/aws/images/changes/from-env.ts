import * as z from 'zod';
import { BreakGlass } from '../../../contract/changes.ts';
import { ChangesEnv } from './names.ts';
import type { TwoPeople } from './ports.ts';

/** What a function that carries out changes needs in its environment. */
export const ChangesEnvSchema = z.object({
  [ChangesEnv.Delay]: z.coerce.number().int().nonnegative(),
  [ChangesEnv.RevocationDelay]: z.coerce.number().int().nonnegative(),
  [ChangesEnv.BreakGlass]: BreakGlass,
});

/** How changes are made, as the environment says. */
export function twoPeopleFromEnv(env: z.infer<typeof ChangesEnvSchema>): TwoPeople {
  return {
    delayMinutes: env[ChangesEnv.Delay],
    revocationDelayMinutes: env[ChangesEnv.RevocationDelay],
    breakGlass: env[ChangesEnv.BreakGlass],
  };
}
