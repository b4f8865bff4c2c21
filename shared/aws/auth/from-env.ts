import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { authenticator } from './authenticator.ts';
import type { Authenticator } from './authenticator.ts';
import { dynamoHosts } from './hosts.ts';
import { kmsMac } from './kms-mac.ts';
import { AuthEnv } from './names.ts';
import { dynamoSessions } from './sessions.ts';
import { oidcVerifier, parseClaimNames, parseRoleMap } from './oidc.ts';

/** What an authenticating function needs in its environment. */
export const AuthEnvSchema = z.object({
  [AuthEnv.HostTokenKey]: z.string(),
  [AuthEnv.SessionKey]: z.string(),
  [AuthEnv.HostTable]: z.string(),
  [AuthEnv.OidcIssuer]: z.url().optional(),
  [AuthEnv.OidcAudience]: z.string().default('purgatory'),
  [AuthEnv.OidcRolesClaim]: z.string().default('roles'),
  [AuthEnv.OidcRoleMap]: z.string().optional(),
  [AuthEnv.OidcIdentityClaims]: z.string().optional(),
});

export interface AuthClients {
  readonly kms: KMSClient;
  readonly dynamo: DynamoDBDocumentClient;
}

/** Who may call, as the environment says. */
export function authenticatorFromEnv(env: z.infer<typeof AuthEnvSchema>, clients: AuthClients): Authenticator {
  const issuer = env[AuthEnv.OidcIssuer];
  return authenticator({
    mac: kmsMac(clients.kms, env[AuthEnv.HostTokenKey]),
    sessionMac: kmsMac(clients.kms, env[AuthEnv.SessionKey]),
    sessions: dynamoSessions(clients.dynamo, env[AuthEnv.HostTable]),
    revocations: dynamoHosts(clients.dynamo, env[AuthEnv.HostTable]),
    now: () => new Date(),
    oidc:
      issuer === undefined
        ? undefined
        : oidcVerifier({
            issuer,
            audience: env[AuthEnv.OidcAudience],
            rolesClaim: env[AuthEnv.OidcRolesClaim],
            roleMap: parseRoleMap(env[AuthEnv.OidcRoleMap]),
            identityClaims: parseClaimNames(env[AuthEnv.OidcIdentityClaims]),
          }),
  });
}
