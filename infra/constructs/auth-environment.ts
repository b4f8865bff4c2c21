import type { StorageStack } from '../stacks/storage-stack.ts';
import { AuthEnv } from '../../shared/aws/auth/names.ts';

/** The variables by which a function checks who calls: goes with `grantVerifyMac` on the host-token key. */
export function authEnvironment(storage: StorageStack): Record<string, string> {
  const { settings } = storage.house;
  return {
    [AuthEnv.HostTokenKey]: storage.hostTokenKey.keyArn,
    [AuthEnv.HostTable]: storage.uploadTable.tableName,
    [AuthEnv.OidcAudience]: settings.oidcAudience,
    [AuthEnv.OidcRolesClaim]: settings.oidcRolesClaim,
    ...(settings.oidcIssuer === undefined ? {} : { [AuthEnv.OidcIssuer]: settings.oidcIssuer }),
    ...(settings.oidcIdentityClaims === undefined ? {} : { [AuthEnv.OidcIdentityClaims]: settings.oidcIdentityClaims }),
    ...(settings.oidcRoleMap === undefined ? {} : { [AuthEnv.OidcRoleMap]: settings.oidcRoleMap }),
  };
}
