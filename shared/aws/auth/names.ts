/** Environment variables of whoever authenticates, shared by stacks and functions. */
export const AuthEnv = {
  /** ARN of the KMS HMAC key of host tokens. */
  HostTokenKey: 'HOST_TOKEN_KEY',
  /** Table in which hosts and the revocations of their tokens stand: the uploads'. */
  HostTable: 'HOST_TABLE',
  OidcIssuer: 'OIDC_ISSUER',
  OidcAudience: 'OIDC_AUDIENCE',
  OidcRolesClaim: 'OIDC_ROLES_CLAIM',
  OidcRoleMap: 'OIDC_ROLE_MAP',
  /** Names of claims, separated by commas, that signing policies may name people and pipelines by. */
  OidcIdentityClaims: 'OIDC_IDENTITY_CLAIMS',
} as const;
