/** How people sign in: what the command line has to know before anybody is signed in. */
import * as z from 'zod';
import { Role } from './roles.ts';

/** `GET /v1/session/issuer`, for anyone. */
export const SignInSettings = z.object({
  issuer: z.url(),
  /** Of a public client: the code flow with PKCE on a loopback redirect (RFC 8252), and the device flow where it is on. */
  clientId: z.string().min(1),
  scope: z.string().min(1).optional(),
});
export type SignInSettings = z.infer<typeof SignInSettings>;

/** `GET /v1/session`: who the token, or the cookie, speaks for. */
export const Session = z.object({ subject: z.string(), name: z.string(), roles: z.array(Role) });
export type Session = z.infer<typeof Session>;
