import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EraseEnv } from '../../../functions/erase/names.ts';
import { allowCallerChecks, authEnvironment } from '../../constructs/auth-environment.ts';
import { allowObjects, allowTable } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { StorageStack } from '../storage-stack.ts';

/** `/v1/erasures`: the one function that may delete dumps for good. It can read none. */
export function eraseFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const handler = new HouseFunction(scope, 'Erase', {
    house: storage.house,
    name: 'erase',
    description: 'deletes what a host has sent',
    timeout: Duration.seconds(29),
    environment: {
      ...authEnvironment(storage),
      [EraseEnv.DumpBucket]: storage.dumps.bucketName,
      [EraseEnv.UploadTable]: storage.uploadTable.tableName,
      [EraseEnv.CrashTable]: storage.crashTable.tableName,
      [EraseEnv.ImageTable]: storage.imageTable.tableName,
      [EraseEnv.FleetTable]: storage.fleetTable.tableName,
    },
  });
  allowCallerChecks(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem', 'Query', 'UpdateItem', 'DeleteItem']);
  // A group is written in a transaction with its version.
  allowTable(handler, storage.crashTable, ['GetItem', 'Query', 'PutItem', 'DeleteItem']);
  allowTable(handler, storage.imageTable, ['DeleteItem']);
  // Which figures are of its dumps, and which kernels there are, has to be looked for.
  allowTable(handler, storage.fleetTable, ['Query', 'DeleteItem']);
  for (const prefix of ['uploads/', 'dumps/']) {
    allowObjects(handler, storage.dumps, {
      prefix,
      actions: ['DeleteObject', 'DeleteObjectVersion', 'GetObjectRetention'],
      list: false,
      listVersions: true,
    });
  }
  return handler;
}
