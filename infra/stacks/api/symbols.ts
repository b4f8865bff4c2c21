import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SymbolsEnv } from '../../../functions/symbols/names.ts';
import { SYMBOLS_PREFIX } from '../../../shared/aws/symbols/objects.ts';
import { allowCallerChecks, authEnvironment } from '../../constructs/auth-environment.ts';
import { allowObjects, allowTable } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { StorageStack } from '../storage-stack.ts';

/** `/v1/symbols`: lines of builds. It reads what was put before anybody uses it. */
export function symbolsFunction(scope: Construct, storage: StorageStack): HouseFunction {
  const handler = new HouseFunction(scope, 'SourceLines', {
    house: storage.house,
    name: 'symbols',
    description: 'source lines of kernels and modules, by build-id',
    // Lines of a whole kernel are read from end to end: some 20 MB, unpacked some 100.
    memoryMiB: 1024,
    timeout: Duration.seconds(29),
    environment: {
      ...authEnvironment(storage),
      [SymbolsEnv.SymbolBucket]: storage.symbols.bucketName,
      [SymbolsEnv.ImageTable]: storage.imageTable.tableName,
    },
  });
  allowCallerChecks(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem']);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query', 'PutItem', 'DeleteItem']);
  // A presigned address can do what its signer can.
  allowObjects(handler, storage.symbols, {
    prefix: SYMBOLS_PREFIX,
    actions: ['GetObject', 'PutObject', 'DeleteObject'],
  });
  return handler;
}
