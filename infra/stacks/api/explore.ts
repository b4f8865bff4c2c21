import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ExploreEnv } from '../../../functions/explore/names.ts';
import { WANTS_PREFIX } from '../../../shared/aws/uploads/items.ts';
import { ASKED_PREFIX } from '../../../shared/aws/uploads/questions.ts';
import { allowCallerChecks, authEnvironment } from '../../constructs/auth-environment.ts';
import { allowObjects, allowTable } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import { capacityOf } from '../../settings.ts';
import type { StorageStack } from '../storage-stack.ts';

/** `POST /v1/dumps/{id}/explore`: reads dumps, and writes who asked them what. */
export function exploreFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const { concurrency } = capacityOf(storage.house.settings);
  const handler = new HouseFunction(scope, 'Explore', {
    house: storage.house,
    name: 'explore',
    description: 'questions to dumps',
    // Symbols and types of a kernel take some 200 MB, and a processor to read them.
    memoryMiB: 2048,
    timeout: Duration.seconds(29),
    reservedConcurrency: concurrency.isReserved ? concurrency.explore : undefined,
    environment: {
      ...authEnvironment(storage),
      [ExploreEnv.DumpBucket]: storage.dumps.bucketName,
      [ExploreEnv.UploadTable]: storage.uploadTable.tableName,
      [ExploreEnv.RetentionDays]: String(storage.house.settings.dumpRetentionDays),
    },
  });
  allowCallerChecks(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem', 'Query']);
  // The trail of questions, and nothing that a host or a session is known by.
  allowTable(handler, storage.uploadTable, ['PutItem'], ASKED_PREFIX);
  // What a question wants of a host that is held, and nothing of the upload itself.
  allowTable(handler, storage.uploadTable, ['PutItem'], WANTS_PREFIX);
  allowObjects(handler, storage.dumps, { prefix: 'uploads/', actions: ['GetObject'] });
  allowObjects(handler, storage.dumps, { prefix: 'dumps/', actions: ['GetObject'] });
  return handler;
}
