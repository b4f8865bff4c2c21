import { join } from 'node:path';
import { Aws } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ConsoleEnv, WEB_FOLDER } from '../../../functions/console/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { allowCallerChecks, authEnvironment } from '../../constructs/auth-environment.ts';
import { allowObjects, allowTable } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { StorageStack } from '../storage-stack.ts';

/** The read API, the on-call's decisions, and the enrolment of hosts. */
export function consoleFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const { settings } = storage.house;
  const handler = new HouseFunction(scope, 'Console', {
    house: storage.house,
    name: 'console',
    description: 'crashes, dumps and hosts, for people and programs',
    environment: {
      ...authEnvironment(storage),
      [ConsoleEnv.DumpBucket]: storage.dumps.bucketName,
      [ConsoleEnv.UploadTable]: storage.uploadTable.tableName,
      [ConsoleEnv.CrashTable]: storage.crashTable.tableName,
      [ConsoleEnv.ImageTable]: storage.imageTable.tableName,
      [ConsoleEnv.FleetTable]: storage.fleetTable.tableName,
      [ConsoleEnv.BusName]: storage.bus.eventBusName,
      [ConsoleEnv.PrivateWebhooks]: String(settings.allowPrivateWebhooks),
      [ConsoleEnv.HostTokenDays]: String(settings.hostTokenDays),
      [ConsoleEnv.OidcClientId]: settings.oidcClientId ?? settings.oidcAudience,
      ...(settings.publicUrl === undefined ? {} : { [ConsoleEnv.PublicUrl]: settings.publicUrl }),
    },
    extraFiles: (outputDir) => ({
      script: 'node_modules/vite/bin/vite.js',
      args: ['build', 'clients/web', '--logLevel', 'warn', '--emptyOutDir', '--outDir', join(outputDir, WEB_FOLDER)],
    }),
  });
  // Hosts' tokens and sessions are made here, under the current keys.
  const current = [storage.hostTokenKeys, storage.sessionKeys].flatMap((keys) => keys.slice(0, 1));
  handler.addToRolePolicy(
    new PolicyStatement({ actions: ['kms:GenerateMac'], resources: current.map(({ keyArn }) => keyArn) }),
  );
  allowCallerChecks(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem']);
  allowTable(handler, storage.crashTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query']);
  allowTable(handler, storage.fleetTable, ['GetItem', 'Query', 'UpdateItem']);
  allowObjects(handler, storage.dumps, { prefix: 'uploads/', actions: ['GetObject'] });
  allowObjects(handler, storage.dumps, { prefix: 'dumps/', actions: ['GetObject'] });
  storage.bus.grantPutEventsTo(handler);
  // Whether the secret of an alert route is there; what is in it only the function that alerts may read.
  const looksForSecrets = new Policy(scope, 'ConsoleRouteSecrets', {
    statements: [
      new PolicyStatement({
        actions: ['secretsmanager:DescribeSecret'],
        resources: [`arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:purgatory/*`],
      }),
    ],
  });
  if (handler.role !== undefined) looksForSecrets.attachToRole(handler.role);
  acknowledge(looksForSecrets, {
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:purgatory/*]':
      'An admin names the secrets of alert routes when the stack is long deployed: the right ends where the prefix purgatory/ does.',
  });
  return handler;
}
