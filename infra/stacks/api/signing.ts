import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { InspectEnv } from '../../../functions/inspect/names.ts';
import { RevokeEnv } from '../../../functions/revoke/names.ts';
import { SignEnv } from '../../../functions/sign/names.ts';
import { VerifyEnv } from '../../../functions/verify/names.ts';
import { ChangesEnv } from '../../../shared/aws/images/changes/names.ts';
import { allowCallerChecks, authEnvironment } from '../../constructs/auth-environment.ts';
import { allowAsk, allowObjects, allowSigningKey, allowTable } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import { SIGN_ROLE_NAME, signerArn } from '../../constructs/signer-names.ts';
import type { StorageStack } from '../storage-stack.ts';

/** What API Gateway waits for an answer. A kernel's build-id is found within it, a UKI of 512 MB digested. */
const TIMEOUT = Duration.seconds(29);
/** More memory is more processor: images are digested and unpacked. */
const MEMORY_MIB = 2048;

/**
 * `/v1/images`, `/v1/keys`, `/v1/signing-policy`, `/v1/changes`, `/v1/log`: decides what is signed. It reads no image and holds no key of
 * images: it asks `inspect`, and `signer` of the stack PurgatorySigning.
 */
export function signFunction(scope: Construct, storage: StorageStack, inspect: HouseFunction): HouseFunction {
  const { settings } = storage.house;
  const handler = new HouseFunction(scope, 'Sign', {
    house: storage.house,
    name: 'sign',
    description: 'signing of kernel images: requests, approvals, the register and its log',
    roleName: SIGN_ROLE_NAME,
    memoryMiB: 1024,
    timeout: TIMEOUT,
    environment: {
      ...authEnvironment(storage),
      ...logEnvironment(scope, storage),
      [SignEnv.ImageBucket]: storage.images.bucketName,
      [SignEnv.ImageTable]: storage.imageTable.tableName,
      [SignEnv.BusName]: storage.bus.eventBusName,
      [SignEnv.SignerFunction]: signerArn(settings),
      [SignEnv.InspectFunction]: inspect.functionArn,
      [SignEnv.KekKey]: storage.kekKey.keyArn,
      ...changeEnvironment(storage),
    },
  });
  allowCallers(handler, storage);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query', 'PutItem']);
  allowSigningKey(handler, storage.logSigningKey);
  allowSigningKey(handler, storage.kekKey, ['GetPublicKey']);
  allowAsk(handler, inspect.functionArn);
  allowAsk(handler, signerArn(settings));
  // A presigned address can do what its signer can.
  allowObjects(handler, storage.images, { prefix: 'images/', actions: ['GetObject', 'PutObject'] });
  allowObjects(handler, storage.images, { prefix: 'log/', actions: ['GetObject', 'PutObject'] });
  storage.bus.grantPutEventsTo(handler);
  return handler;
}

/** Reads images for `sign`: it holds no key, writes nothing, and answers nobody else. */
export function inspectFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const handler = new HouseFunction(scope, 'Inspect', {
    house: storage.house,
    name: 'inspect',
    description: 'what is in an image that is to be signed',
    memoryMiB: MEMORY_MIB,
    timeout: TIMEOUT,
    environment: { [InspectEnv.ImageBucket]: storage.images.bucketName },
  });
  allowObjects(handler, storage.images, { prefix: 'images/', actions: ['GetObject', 'GetObjectVersion'] });
  return handler;
}

/** `/v1/verify`: signs nothing and writes nothing. */
export function verifyFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const handler = new HouseFunction(scope, 'Verify', {
    house: storage.house,
    name: 'verify',
    description: 'who would load a registered image',
    memoryMiB: MEMORY_MIB,
    timeout: TIMEOUT,
    environment: {
      ...authEnvironment(storage),
      [VerifyEnv.ImageBucket]: storage.images.bucketName,
      [VerifyEnv.ImageTable]: storage.imageTable.tableName,
    },
  });
  allowCallers(handler, storage);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query']);
  allowObjects(handler, storage.images, { prefix: 'images/', actions: ['GetObject', 'GetObjectVersion'] });
  return handler;
}

/** `/v1/revocations`: may sign updates of UEFI's revocation list, and no image. */
export function revokeFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const handler = new HouseFunction(scope, 'Revoke', {
    house: storage.house,
    name: 'revoke',
    description: 'revocation of images and certificates',
    memoryMiB: MEMORY_MIB,
    timeout: TIMEOUT,
    environment: {
      ...authEnvironment(storage),
      ...logEnvironment(scope, storage),
      [RevokeEnv.ImageBucket]: storage.images.bucketName,
      [RevokeEnv.ImageTable]: storage.imageTable.tableName,
      [RevokeEnv.BusName]: storage.bus.eventBusName,
      [RevokeEnv.KekKey]: storage.kekKey.keyArn,
      ...changeEnvironment(storage),
    },
  });
  allowCallers(handler, storage);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query', 'PutItem']);
  for (const key of [storage.kekKey, storage.logSigningKey]) allowSigningKey(handler, key);
  allowObjects(handler, storage.images, { prefix: 'images/', actions: ['GetObject', 'GetObjectVersion'] });
  for (const prefix of ['log/', 'revocations/']) {
    allowObjects(handler, storage.images, { prefix, actions: ['GetObject', 'PutObject'] });
  }
  storage.bus.grantPutEventsTo(handler);
  return handler;
}

/** Host tokens are refused here, but have to be told from people's. */
function allowCallers(handler: HouseFunction, storage: StorageStack): void {
  allowCallerChecks(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem']);
}

function logEnvironment(scope: Construct, storage: StorageStack): Record<string, string> {
  const { region, account } = Stack.of(scope);
  return {
    [SignEnv.LogKey]: storage.logSigningKey.keyArn,
    // Names the log in its checkpoints for as long as it lives: not the address, which may change.
    [SignEnv.LogOrigin]: storage.house.settings.logOrigin ?? `purgatory/${region}/${account}`,
  };
}

/** How changes of what signing rests on are made: in the operator's hands, not in the service's. */
function changeEnvironment({ house: { settings } }: StorageStack): Record<string, string> {
  return {
    [ChangesEnv.Delay]: String(settings.changeDelayMinutes),
    [ChangesEnv.RevocationDelay]: String(settings.revocationDelayMinutes),
    [ChangesEnv.BreakGlass]: settings.breakGlass,
  };
}
