import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { TableKeys } from '../../shared/aws/runtime/layout.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * A table as this house makes them: on demand, encrypted under a key of ours, restorable to any second of the last 35
 * days, kept when the stack goes. Items are told apart by the prefixes of `pk` and `sk`; those with `ttl` (seconds since
 * 1970) vanish some time after it.
 */
export class HouseTable extends Table {
  readonly encryption: IKey;
  readonly indexArns: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly encryptionKey: IKey; readonly indexes: readonly string[] },
  ) {
    super(scope, id, {
      partitionKey: text(TableKeys.partition),
      sortKey: text(TableKeys.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: TableKeys.expires,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.encryption = props.encryptionKey;
    this.indexArns = props.indexes.map((index) => `${this.tableArn}/index/${index}`);
    for (const index of props.indexes) {
      this.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: text(`${index}pk`),
        sortKey: text(`${index}sk`),
        projectionType: ProjectionType.ALL,
      });
    }
  }
}
