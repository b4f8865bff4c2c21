/** Names by which the function that decides and the one that holds the key know each other, in one account or in two. */
import { Aws } from 'aws-cdk-lib';
import type { Settings } from '../settings.ts';

export const SIGNER_NAME = 'purgatory-signer';
/** Roles are an account's, functions a region's. */
export const SIGN_ROLE_NAME = `purgatory-sign-${Aws.REGION}`;

export function signerArn({ signingAccount = Aws.ACCOUNT_ID }: Pick<Settings, 'signingAccount'>): string {
  return `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${signingAccount}:function:${SIGNER_NAME}`;
}

/** @param account where the function that decides is */
export function signRoleArn(account: string = Aws.ACCOUNT_ID): string {
  return `arn:${Aws.PARTITION}:iam::${account}:role/${SIGN_ROLE_NAME}`;
}
