import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { SignerEnv } from '../../functions/signer/names.ts';
import { alarmTopic } from '../constructs/alarm-topic.ts';
import { allowSigningKey, allowTable } from '../constructs/grants.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { HouseTable } from '../constructs/house-table.ts';
import { SIGNER_NAME, signRoleArn } from '../constructs/signer-names.ts';
import type { Settings } from '../settings.ts';

export interface SigningStackProps extends StackProps {
  readonly settings: Settings;
  /** Of the deployment, where that is another than this stack's. */
  readonly mainAccount: string | undefined;
  /** Where the deployment's alarms go; undefined: the account is another, and has a topic of its own. */
  readonly alarmTopic: ITopic | undefined;
}

/**
 * The keys that sign images, certificates and PCR policies, and the one function that may use them. It refers to nothing of the other stacks but the name
 * of one role, and is referred to by its name alone: it can stand in an account of its own.
 */
export class SigningStack extends Stack {
  readonly signer: HouseFunction;

  constructor(scope: Construct, id: string, props: SigningStackProps) {
    super(scope, id, props);
    const { settings } = props;
    const dataKey = new Key(this, 'SigningDataKey', {
      description: 'Purgatory: the ledger of the function that signs, at rest',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const ledger = new HouseTable(this, 'Ledger', { encryptionKey: dataKey, indexes: [] });
    this.signer = new HouseFunction(this, 'Signer', {
      house: { settings, alarmTopic: props.alarmTopic ?? this.#ownTopic(settings, dataKey) },
      name: 'signer',
      functionName: SIGNER_NAME,
      description: 'the one function that may use the key that signs images',
      timeout: Duration.seconds(20),
      environment: { [SignerEnv.LedgerTable]: ledger.tableName },
    });
    allowTable(this.signer, ledger, ['GetItem', 'PutItem']);
    const keys = {
      [SignerEnv.SigningKey]: [this.#key('ImageSigningKey', 'signs kernel images', settings.signingKeySpec)],
      [SignerEnv.CaKey]: [this.#key('CaKey', 'issues the certificates of the keys that sign', settings.signingKeySpec)],
      [SignerEnv.PcrKeys]: this.#pcrKeys(settings),
    };
    for (const [name, using] of Object.entries(keys)) {
      this.signer.addEnvironment(name, using.map(({ keyArn }) => keyArn).join(','));
      for (const key of using) {
        allowSigningKey(this.signer, key);
        new CfnOutput(this, `${key.node.id}Arn`, { value: key.keyArn });
      }
    }
    // Called by the function that decides, and by nobody else.
    new CfnPermission(this, 'DecisionMayAsk', {
      action: 'lambda:InvokeFunction',
      functionName: this.signer.functionArn,
      principal: signRoleArn(props.mainAccount),
    });
    new CfnOutput(this, 'LedgerTableName', { value: ledger.tableName });
  }

  /**
   * What every TPM takes, and systemd binds secrets to: the newest, and the one before while what is bound to it is moved. Those of all
   * generations stay in the template, so that a setting that is taken back finds the same key again.
   */
  #pcrKeys({ pcrKeyGeneration, pcrKeyBefore }: Settings): readonly Key[] {
    const keys = Array.from({ length: pcrKeyGeneration }, (_, index) =>
      this.#key(index === 0 ? 'PcrPolicyKey' : `PcrPolicyKey${index + 1}`, 'signs PCR policies of UKIs', 'RSA_2048'),
    );
    return keys.toReversed().slice(0, pcrKeyBefore ? 2 : 1);
  }

  /** A key that this stack's function alone may sign with: what the key says of itself outranks whatever a role may be given. */
  #key(id: string, description: string, spec: Settings['signingKeySpec'] | 'RSA_2048'): Key {
    const key = new Key(this, id, {
      description: `Purgatory: ${description}`,
      keySpec: KeySpec[spec],
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyElseSigns',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign', 'kms:CreateGrant'],
        resources: ['*'],
        conditions: { StringNotEquals: { 'aws:PrincipalArn': this.signer.role?.roleArn } },
      }),
    );
    return key;
  }

  #ownTopic(settings: Settings, key: Key): ITopic {
    const topic = alarmTopic(this, 'Alarms', { key, displayName: 'Purgatory: the function that signs' });
    if (settings.alertEmail !== undefined) topic.addSubscription(new EmailSubscription(settings.alertEmail));
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn });
    return topic;
  }
}
