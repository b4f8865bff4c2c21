import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { StorageStack } from '../stacks/storage-stack.ts';
import type { HouseFunction } from './house-function.ts';
import { AuthEnv } from '../../shared/aws/auth/names.ts';

/** The variables by which a function checks who calls; `allowCallerChecks` goes with them. */
export function authEnvironment(storage: StorageStack): Record<string, string> {
  const { settings } = storage.house;
  return {
    [AuthEnv.HostTokenKey]: arnsOf(storage.hostTokenKeys),
    [AuthEnv.SessionKey]: arnsOf(storage.sessionKeys),
    [AuthEnv.HostTable]: storage.uploadTable.tableName,
    [AuthEnv.OidcAudience]: settings.oidcAudience,
    [AuthEnv.OidcRolesClaim]: settings.oidcRolesClaim,
    ...(settings.oidcIssuer === undefined ? {} : { [AuthEnv.OidcIssuer]: settings.oidcIssuer }),
    ...(settings.oidcIdentityClaims === undefined ? {} : { [AuthEnv.OidcIdentityClaims]: settings.oidcIdentityClaims }),
    ...(settings.oidcRoleMap === undefined ? {} : { [AuthEnv.OidcRoleMap]: settings.oidcRoleMap }),
  };
}

/** Tokens of hosts and sessions of people are checked, under the current key and the one before; none is made. */
export function allowCallerChecks(handler: HouseFunction, storage: StorageStack): void {
  const keys = [...storage.hostTokenKeys, ...storage.sessionKeys];
  handler.addToRolePolicy(
    new PolicyStatement({ actions: ['kms:VerifyMac'], resources: keys.map(({ keyArn }) => keyArn) }),
  );
}

function arnsOf(keys: readonly Key[]): string {
  return keys.map(({ keyArn }) => keyArn).join(',');
}
