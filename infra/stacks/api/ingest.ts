import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { IngestEnv } from '../../../functions/ingest/names.ts';
import { allowCallerChecks, authEnvironment } from '../../constructs/auth-environment.ts';
import { allowObjects, allowTable } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import { capacityOf } from '../../settings.ts';
import type { StorageStack } from '../storage-stack.ts';

/** `/v1/uploads`: hands out addresses to put a dump's pieces to; no byte of a dump passes through it. */
export function ingestFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const { settings } = storage.house;
  const { concurrency, longPolls } = capacityOf(settings);
  const handler = new HouseFunction(scope, 'Ingest', {
    house: storage.house,
    name: 'ingest',
    description: 'the upload API',
    // A host that waits for what is wanted next waits up to 25 s; API Gateway ends after 29.
    timeout: Duration.seconds(28),
    // So that hosts that wait leave room for what makes alerts.
    reservedConcurrency: concurrency.isReserved ? concurrency.ingest : undefined,
    environment: {
      ...authEnvironment(storage),
      [IngestEnv.DumpBucket]: storage.dumps.bucketName,
      [IngestEnv.UploadTable]: storage.uploadTable.tableName,
      [IngestEnv.BusName]: storage.bus.eventBusName,
      [IngestEnv.RetentionDays]: String(settings.dumpRetentionDays),
      [IngestEnv.UploadsPerHour]: String(settings.hostUploadsPerHour),
      [IngestEnv.LogsPerMinute]: String(settings.hostLogsPerMinute),
      [IngestEnv.LongPolls]: String(longPolls),
    },
  });
  allowCallerChecks(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem', 'Query', 'PutItem', 'UpdateItem']);
  // A presigned address can do what its signer can.
  allowObjects(handler, storage.dumps, { prefix: 'uploads/', actions: ['GetObject', 'PutObject'] });
  storage.bus.grantPutEventsTo(handler);
  return handler;
}
