import { Annotations, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { StorageClass } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { explain } from '../constructs/acknowledge.ts';
import { alarmTopic } from '../constructs/alarm-topic.ts';
import { auditTrail } from '../constructs/audit-trail.ts';
import { dumpLifecycle } from '../constructs/dump-lifecycle.ts';
import { AccessLogBucket, HouseBucket } from '../constructs/house-bucket.ts';
import type { House } from '../constructs/house.ts';
import { HouseTable } from '../constructs/house-table.ts';
import type { Settings } from '../settings.ts';

export const BUS_NAME = 'purgatory';

/** What outlives every deployment: buckets, tables, keys, the bus and the topics. */
export class StorageStack extends Stack {
  readonly house: House;
  readonly dumps: HouseBucket;
  readonly images: HouseBucket;
  /** Lines of builds: what can be made again, and is removed when nobody runs the build any more. */
  readonly symbols: HouseBucket;
  readonly uploadTable: HouseTable;
  readonly crashTable: HouseTable;
  readonly imageTable: HouseTable;
  readonly fleetTable: HouseTable;
  readonly bus: EventBus;
  /** Crashes of hosts, for people. */
  readonly alertTopic: Topic;
  /** Encrypts buckets, tables and topics. */
  readonly dataKey: Key;
  /** Host tokens are MACs under the first; those under the one before it are still good. */
  readonly hostTokenKeys: readonly Key[];
  /** The same of people's sessions in the console. */
  readonly sessionKeys: readonly Key[];
  /** Signs updates of UEFI's dbx. */
  readonly kekKey: Key;
  /** Signs the checkpoints of the append-only log of signatures. */
  readonly logSigningKey: Key;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: Settings }) {
    super(scope, id, props);
    const { settings } = props;

    this.dataKey = new Key(this, 'DataKey', {
      description: 'Purgatory: dumps, images, tables and topics at rest',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const signingKey = (keyId: string, description: string, keySpec: KeySpec): Key =>
      new Key(this, keyId, {
        description: `Purgatory: ${description}`,
        keySpec,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: RemovalPolicy.RETAIN,
      });
    const rsa = KeySpec[settings.signingKeySpec];
    this.kekKey = signingKey('KekKey', "signs updates of UEFI's revocation list", rsa);
    this.logSigningKey = signingKey('LogSigningKey', "signs the signature log's checkpoints", KeySpec.ECC_NIST_P256);
    this.hostTokenKeys = this.#macKeys(
      'HostTokenKey',
      'host tokens are MACs under it',
      settings.hostTokenKeyGeneration,
    );
    this.sessionKeys = this.#macKeys(
      'SessionKey',
      'sessions of people are MACs under it',
      settings.sessionKeyGeneration,
    );

    const accessLogs = new AccessLogBucket(this, 'AccessLogs', { retention: Duration.days(400) });
    const bucket = { encryptionKey: this.dataKey, accessLogs, objectLockDays: settings.objectLockDays };
    this.dumps = new HouseBucket(this, 'Dumps', {
      ...bucket,
      lifecycleRules: dumpLifecycle(settings),
    });
    this.images = new HouseBucket(this, 'Images', {
      ...bucket,
      // Images, signatures, the log of signatures, published revocations: all of it is proof.
      locksAll: true,
      // What was signed can be shown for as long as anybody runs it: nothing expires.
      lifecycleRules: [
        { transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }] },
      ],
    });

    this.symbols = new HouseBucket(this, 'Symbols', {
      encryptionKey: this.dataKey,
      accessLogs,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(1) }, { expiredObjectDeleteMarker: true }],
    });

    if (settings.auditTrail) auditTrail(this, 'Audit', [this.dumps, this.images]);

    const table = { encryptionKey: this.dataKey };
    this.uploadTable = new HouseTable(this, 'Uploads', { ...table, indexes: ['gsi1', 'gsi2'] });
    this.crashTable = new HouseTable(this, 'Crashes', { ...table, indexes: ['gsi1', 'gsi2'] });
    this.imageTable = new HouseTable(this, 'ImageRegister', { ...table, indexes: ['gsi1', 'gsi2'] });
    this.fleetTable = new HouseTable(this, 'Fleet', { ...table, indexes: ['gsi1'] });

    this.bus = new EventBus(this, 'Bus', {
      eventBusName: BUS_NAME,
      description: 'Purgatory: crashes, uploads, signatures; add rules of your own',
    });

    // Only the function `alert` publishes here, by the right of its role.
    this.alertTopic = new Topic(this, 'Alerts', {
      masterKey: this.dataKey,
      enforceSSL: true,
      displayName: 'Purgatory alerts',
    });
    const alarms = alarmTopic(this, 'Alarms', { key: this.dataKey, displayName: 'Purgatory: the service itself' });
    if (settings.alertEmail !== undefined) {
      this.alertTopic.addSubscription(new EmailSubscription(settings.alertEmail));
      alarms.addSubscription(new EmailSubscription(settings.alertEmail));
    } else if (!settings.embedded) {
      Annotations.of(this).addWarningV2(
        'purgatory:nobody-is-told',
        'alertEmail is not set: nobody hears of alerts and alarms until something is subscribed to the topics AlertTopicArn and AlarmTopicArn',
      );
    }
    this.house = { settings, alarmTopic: alarms };

    new CfnOutput(this, 'DumpBucketName', { value: this.dumps.bucketName });
    new CfnOutput(this, 'ImageBucketName', { value: this.images.bucketName });
    new CfnOutput(this, 'SymbolBucketName', { value: this.symbols.bucketName });
    // By these names what was lost is brought back: docs/restoring.md.
    new CfnOutput(this, 'UploadTableName', { value: this.uploadTable.tableName });
    new CfnOutput(this, 'CrashTableName', { value: this.crashTable.tableName });
    new CfnOutput(this, 'ImageTableName', { value: this.imageTable.tableName });
    new CfnOutput(this, 'FleetTableName', { value: this.fleetTable.tableName });
    new CfnOutput(this, 'DataKeyArn', { value: this.dataKey.keyArn });
    new CfnOutput(this, 'LogSigningKeyArn', { value: this.logSigningKey.keyArn });
    new CfnOutput(this, 'AlertTopicArn', { value: this.alertTopic.topicArn });
    new CfnOutput(this, 'AlarmTopicArn', { value: alarms.topicArn });
    new CfnOutput(this, 'BusName', { value: this.bus.eventBusName });
    const [hostTokenKey] = this.hostTokenKeys;
    if (hostTokenKey !== undefined) new CfnOutput(this, 'HostTokenKeyArn', { value: hostTokenKey.keyArn });
    new CfnOutput(this, 'KekKeyArn', { value: this.kekKey.keyArn });
  }

  /**
   * A key a generation, the newest first: KMS rotates no HMAC key. The last two are used; those before them stay in the template, since
   * what another stack imports can't be taken away before that stack was deployed.
   */
  #macKeys(id: string, description: string, generation: number): readonly Key[] {
    const keys = Array.from({ length: generation }, (_, index) => {
      const key = new Key(this, index === 0 ? id : `${id}${index + 1}`, {
        description: `Purgatory: ${description}`,
        keySpec: KeySpec.HMAC_256,
        keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
        removalPolicy: RemovalPolicy.RETAIN,
      });
      explain(key, { CKV_AWS_7: 'KMS rotates no HMAC key; another generation of it is a setting.' });
      this.exportValue(key.keyArn);
      return key;
    });
    return keys.toReversed().slice(0, 2);
  }
}
