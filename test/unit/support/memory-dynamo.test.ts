import { describe } from '@jest/globals';
import { memoryDynamo } from '../../support/memory-dynamo.ts';
import { testTable } from '../../support/table-contract.ts';

describe('the table in memory', () => {
  testTable(() => ({ client: memoryDynamo().client, TableName: 'table' }));
});
