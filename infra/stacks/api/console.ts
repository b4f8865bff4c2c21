import type { Construct } from 'constructs';
import { ConsoleEnv } from '../../../functions/console/names.ts';
import { authEnvironment } from '../../constructs/auth-environment.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { StorageStack } from '../storage-stack.ts';

/** The read API, the on-call's decisions, and the enrolment of hosts. */
export function consoleFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const handler = new HouseFunction(scope, 'Console', {
    house: storage.house,
    name: 'console',
    description: 'crashes, dumps and hosts, for people and programs',
    environment: {
      ...authEnvironment(storage),
      [ConsoleEnv.DumpBucket]: storage.dumps.bucketName,
      [ConsoleEnv.UploadTable]: storage.uploadTable.tableName,
      [ConsoleEnv.CrashTable]: storage.crashTable.tableName,
      [ConsoleEnv.BusName]: storage.bus.eventBusName,
      [ConsoleEnv.HostTokenDays]: String(storage.house.settings.hostTokenDays),
    },
  });
  return handler;
}
