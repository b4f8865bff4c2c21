/** A login as it is kept. Apart from the store: most calls find no file, and have no need of what checks one. */
import * as z from 'zod';

const Login = z.object({
  token: z.string(),
  /** Of the token. */
  expiresAt: z.iso.datetime(),
  issuer: z.string(),
  clientId: z.string(),
  refreshToken: z.string().optional(),
  /** Which of the issuer's tokens the service takes. */
  use: z.enum(['access', 'id']),
});
export type Login = z.infer<typeof Login>;

export const Credentials = z.object({ lastUrl: z.string().optional(), services: z.record(z.string(), Login) });
export type Credentials = z.infer<typeof Credentials>;
