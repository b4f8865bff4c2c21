/** Environment variables of whoever authenticates, shared by stacks and functions. */
export const AuthEnv = {
  /** ARNs of the KMS HMAC keys of host tokens, separated by commas: the current one, then the one before. */
  HostTokenKey: 'HOST_TOKEN_KEY',
  /** The same of people's sessions in the console. */
  SessionKey: 'SESSION_KEY',
  /** Table in which hosts, the revocations of their tokens, and sessions that ended stand: the uploads'. */
  HostTable: 'HOST_TABLE',
  OidcIssuer: 'OIDC_ISSUER',
  OidcAudience: 'OIDC_AUDIENCE',
  OidcRolesClaim: 'OIDC_ROLES_CLAIM',
  OidcRoleMap: 'OIDC_ROLE_MAP',
  /** Names of claims, separated by commas, that signing policies may name people and pipelines by. */
  OidcIdentityClaims: 'OIDC_IDENTITY_CLAIMS',
} as const;
