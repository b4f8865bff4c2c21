import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AlertMetric } from '../../functions/alert/names.ts';
import { ConsoleMetric } from '../../functions/console/names.ts';
import { ExamineMetric } from '../../functions/examine/names.ts';
import { IngestMetric } from '../../functions/ingest/names.ts';
import { SealMetric } from '../../functions/seal/names.ts';
import { SignMetric } from '../../functions/sign/names.ts';
import { SignerMetric } from '../../functions/signer/names.ts';
import { SweepMetric } from '../../functions/sweep/names.ts';
import { TriageMetric } from '../../functions/triage/names.ts';
import { FIXED } from '../bench/cost/tables.ts';
import { asList, dumpLifecycle, rightsByRole, synthesise, withFolder } from './synthesise.ts';
import type { Resource, Statement, Synthesised } from './synthesise.ts';

const DEBUGINFOD = 'https://debuginfod.example.com/x';
let made: Synthesised;
beforeAll(() => {
  made = synthesise({ debuginfodServer: DEBUGINFOD }, true);
});

const named = ({ stack, id }: Resource): string => `${stack}/${id}`;

function statementsOf(resource: Resource): readonly Statement[] {
  return (resource.properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
}

/** Whether the policy refuses whoever does not come by TLS. */
function refusesPlainHttp(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ Effect, Condition }) => Effect === 'Deny' && JSON.stringify(Condition).includes('"aws:SecureTransport":"false"'),
  );
}

describe('the app', () => {
  it('passes every rule of cdk-nag and every check of its templates', () => {
    expect(made.findings).toEqual([]);
  });

  it('would fail the rules if it broke one', () => {
    withFolder((outdir) => {
      const app = new App({ outdir, analyticsReporting: false });
      const stack = new Stack(app, 'Bad');
      new CfnBucket(stack, 'Open');
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      expect(() => app.synth()).toThrow(/AwsSolutions-S1/);
    });
  });

  it('has no custom resource and no macro: nothing runs at deployment but CloudFormation itself', () => {
    const custom = made.resources.filter(({ type }) => type.startsWith('Custom::') || type.includes('CustomResource'));
    expect(custom.map(named)).toEqual([]);
  });

  it('has the context parameters in its resources', () => {
    const { of } = synthesise({
      oidcIssuer: 'https://issuer.example.com',
      logRetentionDays: '7',
      dumpRetentionDays: '30',
      visibilityTimeoutSeconds: '11',
      architecture: 'x86_64',
      alertEmail: 'oncall@example.com',
      objectLockDays: '14',
    });
    for (const { properties } of of('AWS::Logs::LogGroup')) expect(properties['RetentionInDays']).toBe(7);
    for (const { properties } of of('AWS::Lambda::Function')) expect(properties['Architectures']).toEqual(['x86_64']);
    expect(of('AWS::SNS::Subscription').map(({ properties }) => properties['Endpoint'])).toContain(
      'oncall@example.com',
    );
    expect(JSON.stringify(of('AWS::S3::Bucket'))).toContain('"ExpirationInDays":30');
    expect(of('AWS::S3::Bucket').filter(({ properties }) => properties['ObjectLockEnabled'] === true)).toHaveLength(2);
    for (const { properties } of of('AWS::SQS::Queue')) {
      if ('RedrivePolicy' in properties) expect(properties['VisibilityTimeout']).toBe(11);
    }
  });

  it.each([
    ['logRetentionDays', '8'],
    ['oidcIssuer', 'not an address'],
    ['alertEmail', 'nobody'],
    ['architecture', 'mips'],
    ['oidcRoleMap', 'no pairs'],
    ['dumpTier', 'deep-archive'],
    ['wholeDumpRetentionDays', '366'],
    ['dumpTierDays', '365'],
  ])('refuses the context parameter %s=%s by its name', (name, value) => {
    expect(() => synthesise({ [name]: value })).toThrow(new RegExp(`CDK context: ${name}: `));
  });
});

describe('what hosts have sent', () => {
  it('goes to Intelligent-Tiering after a day and is kept for a year, whole dumps as long as the rest', () => {
    const bucket = made.of('AWS::S3::Bucket').find(({ id }) => id.startsWith('Dumps'));
    const { Rules } = bucket?.properties['LifecycleConfiguration'] as { Rules: Record<string, unknown>[] };
    expect(Rules).toContainEqual({
      ExpirationInDays: 365,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      Status: 'Enabled',
      Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 1 }],
    });
    expect(Rules.filter((rule) => 'TagFilters' in rule)).toEqual([]);
  });

  it('has the tier and the days that were set, and whole dumps go before the rest', () => {
    const rules = dumpLifecycle({
      dumpRetentionDays: '730',
      wholeDumpRetentionDays: '90',
      dumpTier: 'glacier-ir',
      dumpTierDays: '14',
    });
    expect(rules).toContainEqual(
      expect.objectContaining({
        expirationInDays: 730,
        transitions: [{ storageClass: 'GLACIER_IR', transitionInDays: 14 }],
      }),
    );
    expect(rules).toContainEqual({
      expirationInDays: 90,
      status: 'Enabled',
      tagFilters: [{ key: 'purgatory', value: 'whole-dump' }],
    });
  });

  it('stays where it is when no tier is wanted', () => {
    const rules = dumpLifecycle({ dumpTier: 'standard' });
    expect(rules.length).toBeGreaterThan(1);
    expect(rules.filter(({ transitions }) => transitions !== undefined)).toEqual([]);
  });

  it('is refused a tier that S3 would refuse', () => {
    expect(() => synthesise({ dumpTier: 'standard-ia', dumpTierDays: '29' })).toThrow(/CDK context: dumpTierDays: /);
  });
});

describe('the fixed costs of docs/cost.md', () => {
  it('are of what the templates have where nothing is set', () => {
    const { of } = synthesise();
    const metrics = [
      ...[
        AlertMetric,
        ConsoleMetric,
        ExamineMetric,
        IngestMetric,
        SealMetric,
        SignMetric,
        SignerMetric,
        SweepMetric,
        TriageMetric,
      ],
    ];
    expect(FIXED).toMatchObject({
      keys: of('AWS::KMS::Key').length,
      alarms: of('AWS::CloudWatch::Alarm').length,
      dashboards: of('AWS::CloudWatch::Dashboard').length,
      secrets: of('AWS::SecretsManager::Secret').length,
      metrics: metrics.flatMap((names) => Object.keys(names)).length,
      queues: of('AWS::Lambda::EventSourceMapping').length,
    });
  });
});

describe('the keys in an account of their own', () => {
  const MAIN = '111122223333';
  const SIGNING = '444455556666';
  const made = (): Synthesised => {
    const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
    Object.assign(process.env, { CDK_DEFAULT_ACCOUNT: MAIN, CDK_DEFAULT_REGION: 'eu-central-1' });
    try {
      return synthesise({ signingAccount: SIGNING, alertEmail: 'oncall@example.com' }, true);
    } finally {
      for (const [name, value] of Object.entries({ CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region })) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  };

  it('stand there with their function, refer to nothing of the deployment, and let its decision alone ask', () => {
    const { signing, api, templates, findings, of } = made();
    expect(findings).toEqual([]);
    expect([signing.account, api.account]).toEqual([SIGNING, MAIN]);
    const own = JSON.stringify(templates.get('PurgatorySigning'));
    expect(own).not.toContain('Fn::ImportValue');
    const keys = of('AWS::KMS::Key').filter(({ id }) => /^(ImageSigningKey|CaKey|PcrPolicyKey)/.test(id));
    expect(keys.map(({ stack }) => stack)).toEqual(Array(3).fill('PurgatorySigning'));
    const permissions = of('AWS::Lambda::Permission').filter(({ stack }) => stack === 'PurgatorySigning');
    expect(permissions.map(({ properties }) => JSON.stringify(properties['Principal']))).toEqual([
      expect.stringContaining(`:iam::${MAIN}:role/purgatory-sign-`),
    ]);
    const role = of('AWS::IAM::Role').find(({ id }) => id.startsWith('SignRole'));
    expect(JSON.stringify(role?.properties['RoleName'])).toContain('purgatory-sign-');
    expect(JSON.stringify(templates.get('PurgatoryApi'))).toContain(`:${SIGNING}:function:purgatory-signer`);
    // Its alarms tell somebody there.
    const alarms = of('AWS::CloudWatch::Alarm').filter(({ stack }) => stack === 'PurgatorySigning');
    const topics = of('AWS::SNS::Topic').filter(({ stack }) => stack === 'PurgatorySigning');
    expect([alarms.length, topics.length]).toEqual([2, 1]);
    expect(of('AWS::SNS::Subscription').filter(({ stack }) => stack === 'PurgatorySigning')).toHaveLength(1);
  });

  it('are refused where the account of the deployment is not known', () => {
    expect(() => synthesise({ signingAccount: SIGNING })).toThrow(/signingAccount: the account and region/);
    expect(() => synthesise({ signingAccount: '12' })).toThrow(/signingAccount: twelve digits/);
  });
});

describe('examine', () => {
  it('has all the temporary room that Lambda gives, for dumps that come compressed', () => {
    const sizes = made
      .of('AWS::Lambda::Function')
      .filter(({ properties }) =>
        JSON.stringify(properties['Environment']).includes('"POWERTOOLS_SERVICE_NAME":"examine"'),
      )
      .map(({ properties }) => properties['EphemeralStorage']);
    expect(sizes).toEqual([{ Size: 10_240 }]);
  });
});

describe('debuginfod', () => {
  const functions = ({ of }: Synthesised) =>
    of('AWS::Lambda::Function').map(({ properties }) => JSON.stringify(properties['Environment']));

  it('is not there where no server is set: nobody is asked, no event is sent, nothing costs', () => {
    const { resources } = synthesise();
    const traces = resources.filter((resource) =>
      /debuginfod|symbols\.(wanted|added)|ASKS_FOR_LINES/i.test(JSON.stringify(resource)),
    );
    expect(traces.map(named)).toEqual([]);
  });

  it('is the one function that knows the server, and has rights on lines alone', () => {
    expect(functions(made).filter((text) => text.includes(DEBUGINFOD))).toHaveLength(1);
    const [, statements = []] = [...rightsByRole(made)].find(([role]) => role.startsWith('DebuginfodHandler')) ?? [];
    const of = (service: string) =>
      statements.filter(({ Action }) => asList(Action).some((action) => action.startsWith(`${service}:`)));
    expect(of('s3')).toMatchObject([{ Action: 's3:PutObject' }]);
    expect(JSON.stringify(of('s3'))).toMatch(/Symbols.*\/symbols\/\*/);
    expect(of('dynamodb')).toMatchObject([
      { Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SYMBOLS#*'] } } },
    ]);
    expect(
      statements.flatMap(({ Action }) => asList(Action)).filter((action) => /Delete|Get|Query/.test(action)),
    ).toEqual([
      ...['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      ...['dynamodb:DeleteItem', 'dynamodb:GetItem'],
    ]);
  });
});

describe('every bucket', () => {
  it('is closed to the public, encrypted, and reached by TLS only', () => {
    const policies = made.of('AWS::S3::BucketPolicy');
    for (const bucket of made.of('AWS::S3::Bucket')) {
      expect([named(bucket), bucket.properties['PublicAccessBlockConfiguration']]).toEqual([
        named(bucket),
        { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      ]);
      expect(bucket.properties['BucketEncryption']).toBeDefined();
      const own = policies.filter(({ properties }) => JSON.stringify(properties['Bucket']).includes(bucket.id));
      expect([named(bucket), own.some((policy) => refusesPlainHttp(statementsOf(policy)))]).toEqual([
        named(bucket),
        true,
      ]);
    }
  });

  it('of dumps, images and symbols is versioned, under a key of ours, and sends its events to EventBridge', () => {
    const ours = made.of('AWS::S3::Bucket').filter(({ id }) => /^(Dumps|Images|Symbols)/.test(id));
    expect(ours).toHaveLength(3);
    for (const { properties } of ours) {
      expect(properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
      expect(JSON.stringify(properties['BucketEncryption'])).toContain('"aws:kms"');
      expect(properties['NotificationConfiguration']).toEqual({
        EventBridgeConfiguration: { EventBridgeEnabled: true },
      });
    }
  });

  it('and every table and key outlives its stack', () => {
    for (const resource of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::KMS::Key'].flatMap(made.of)) {
      expect([named(resource), resource.policies]).toEqual([
        named(resource),
        { deletion: 'Retain', replacement: 'Retain' },
      ]);
    }
  });
});

describe('every table', () => {
  it('is on demand, restorable, encrypted under a key of ours, guarded against deletion, and lets records expire', () => {
    const tables = made.of('AWS::DynamoDB::Table');
    expect(tables.length).toBeGreaterThanOrEqual(3);
    for (const { properties } of tables) {
      expect(properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      });
    }
  });
});

describe('every queue', () => {
  it('has a dead-letter queue, and alarms on waiting and on dead messages', () => {
    const alarms = made.of('AWS::CloudWatch::Alarm').map(({ properties }) => JSON.stringify(properties));
    const alarmed = (metric: string, id: string): boolean =>
      alarms.some((text) => text.includes(`"MetricName":"${metric}"`) && text.includes(`"${id}"`));
    const queues = made.of('AWS::SQS::Queue').filter(({ properties }) => 'RedrivePolicy' in properties);
    const dead = made.of('AWS::SQS::Queue').filter(({ properties }) => !('RedrivePolicy' in properties));
    expect(dead).toHaveLength(queues.length);
    for (const queue of queues) {
      expect([named(queue), alarmed('ApproximateAgeOfOldestMessage', queue.id)]).toEqual([named(queue), true]);
      const redrive = JSON.stringify(queue.properties['RedrivePolicy']);
      const own = dead.filter(({ id }) => redrive.includes(`"${id}"`));
      expect([named(queue), own.length]).toEqual([named(queue), 1]);
      expect(alarmed('ApproximateNumberOfMessagesVisible', own[0]?.id ?? '')).toBe(true);
    }
  });

  it('is encrypted and reached by TLS only', () => {
    const policies = made.of('AWS::SQS::QueuePolicy');
    for (const queue of made.of('AWS::SQS::Queue')) {
      expect(queue.properties['SqsManagedSseEnabled']).toBe(true);
      const own = policies.filter(({ properties }) => JSON.stringify(properties['Queues']).includes(`"${queue.id}"`));
      expect([named(queue), own.some((policy) => refusesPlainHttp(statementsOf(policy)))]).toEqual([
        named(queue),
        true,
      ]);
    }
  });
});

describe('every alarm', () => {
  it('tells somebody, and says where the runbook is', () => {
    for (const alarm of made.of('AWS::CloudWatch::Alarm')) {
      expect([named(alarm), alarm.properties['AlarmActions']]).toEqual([named(alarm), [expect.anything()]]);
      expect(alarm.properties['AlarmDescription']).toMatch(/ Runbook: \S+#[a-z0-9-]+$/);
    }
  });

  it('has its section in the runbook', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const linked = made
      .of('AWS::CloudWatch::Alarm')
      .map(({ properties }) => String(properties['AlarmDescription']).split('#').at(-1));
    expect(linked.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  });
});

describe('every function', () => {
  it('is Node 24 on arm64, traced, with a log group that forgets and alarms on errors and throttles', () => {
    const alarms = made.of('AWS::CloudWatch::Alarm').map(({ properties }) => JSON.stringify(properties));
    for (const fn of made.of('AWS::Lambda::Function')) {
      expect(fn.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: { Ref: expect.anything() } },
      });
      for (const metric of ['Errors', 'Throttles']) {
        const found = alarms.some((text) => text.includes(`"MetricName":"${metric}"`) && text.includes(`"${fn.id}"`));
        expect([named(fn), metric, found]).toEqual([named(fn), metric, true]);
      }
    }
    for (const group of made.of('AWS::Logs::LogGroup')) expect(group.properties['RetentionInDays']).toBe(30);
  });

  it('has a role of its own, without managed policies', () => {
    const roles = made.of('AWS::Lambda::Function').map(({ properties }) => JSON.stringify(properties['Role']));
    expect(new Set(roles).size).toBe(roles.length);
    for (const role of made.of('AWS::IAM::Role')) {
      if (role.id.startsWith('ApiLogRole')) continue;
      expect([named(role), role.properties['ManagedPolicyArns']]).toEqual([named(role), undefined]);
    }
  });
});

describe('rights', () => {
  const allowed = (statements: readonly Statement[]): readonly Statement[] =>
    statements.filter(({ Effect }) => Effect === 'Allow');

  it('hold no wildcard action', () => {
    for (const [role, statements] of rightsByRole(made)) {
      const wild = allowed(statements).flatMap(({ Action }) => asList(Action).filter((action) => action.includes('*')));
      expect([role, wild]).toEqual([role, []]);
    }
  });

  it('are for everything only where X-Ray and metrics know no resources', () => {
    for (const [role, statements] of rightsByRole(made)) {
      const wild = allowed(statements)
        .filter(({ Resource }) => asList(Resource).includes('*'))
        .flatMap(({ Action }) => asList(Action));
      expect([role, [...wild].sort()]).toEqual([role, ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']]);
    }
  });

  it('on objects end at a prefix', () => {
    for (const [role, statements] of rightsByRole(made)) {
      for (const { Action, Resource } of allowed(statements)) {
        if (!asList(Action).some((action) => /^s3:.*Object/.test(action))) continue;
        for (const resource of asList(Resource)) {
          expect([role, JSON.stringify(resource)]).toEqual([role, expect.stringMatching(/"\/[a-z-]+\/\*"/)]);
        }
      }
    }
  });

  it('to sign with a signing key belong to the functions that sign, each its own', () => {
    const signers = [...rightsByRole(made)].filter(([, statements]) =>
      allowed(statements).some(({ Action }) => asList(Action).includes('kms:Sign')),
    );
    expect(signers.map(([role]) => role).filter((role) => !/^(Sign|Signer|Revoke)Role/.test(role))).toEqual([]);
    for (const [role, statements] of signers) {
      const keys = JSON.stringify(allowed(statements).filter(({ Action }) => asList(Action).includes('kms:Sign')));
      if (/ImageSigningKey|CaKey|PcrPolicyKey/.test(keys)) expect(role).toMatch(/^SignerRole/);
    }
  });

  it('to ask other functions are the decision’s alone', () => {
    const asking = [...rightsByRole(made)].filter(([, statements]) =>
      allowed(statements).some(({ Action }) => asList(Action).includes('lambda:InvokeFunction')),
    );
    expect(asking.map(([role]) => role)).toEqual([expect.stringMatching(/^SignRole/)]);
  });

  it('of PCR policies are the newest and, until that is ended, the one before; older ones stay, and sign nothing', () => {
    const signerOf = (context: Record<string, string>) => {
      const made = synthesise(context);
      const [, statements = []] = [...rightsByRole(made)].find(([role]) => role.startsWith('SignerRole')) ?? [];
      const may = JSON.stringify(allowed(statements).filter(({ Action }) => asList(Action).includes('kms:Sign')));
      const [fn] = made.of('AWS::Lambda::Function').filter(({ id }) => id.startsWith('Signer'));
      const { Variables = {} } = (fn?.properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
      // A logical id ends in eight hex digits.
      const namesIn = (text: string): string[] =>
        [...text.matchAll(/PcrPolicyKey(\d?)[0-9A-F]{8}(?![0-9A-F])/g)].map(([, generation = '']) => generation || '1');
      return {
        keys: made.of('AWS::KMS::Key').filter(({ id }) => id.startsWith('PcrPolicyKey')).length,
        asked: namesIn(JSON.stringify(Variables['PCR_KEYS'])),
        signing: namesIn(may).sort(),
      };
    };
    expect(signerOf({})).toEqual({ keys: 1, asked: ['1'], signing: ['1'] });
    expect(signerOf({ pcrKeyGeneration: '3' })).toEqual({ keys: 3, asked: ['3', '2'], signing: ['2', '3'] });
    const ended = { keys: 3, asked: ['3'], signing: ['3'] };
    expect(signerOf({ pcrKeyGeneration: '3', pcrKeyBefore: 'false' })).toEqual(ended);
  });

  it('to check tokens are under two keys, and new ones are made under the newest', () => {
    const rotated = synthesise({ sessionKeyGeneration: '3' });
    const keys = rotated.of('AWS::KMS::Key').filter(({ properties }) => properties['KeySpec'] === 'HMAC_256');
    expect(keys.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'HostTokenKey',
      'SessionKey',
      'SessionKey2',
      'SessionKey3',
    ]);
    const [, statements = []] = [...rightsByRole(rotated)].find(([role]) => role.startsWith('ConsoleRole')) ?? [];
    const keysFor = (action: string): string =>
      JSON.stringify(allowed(statements).filter(({ Action }) => asList(Action).includes(action)));
    expect(keysFor('kms:GenerateMac')).toContain('SessionKey3');
    expect(keysFor('kms:GenerateMac')).not.toContain('SessionKey2');
    expect(keysFor('kms:VerifyMac')).toContain('SessionKey2');
    expect(keysFor('kms:VerifyMac')).toMatch(/HostTokenKey/);
  });

  it('to delete versions of objects belong to erase alone, which can read none', () => {
    const may = (statements: readonly Statement[], what: RegExp) =>
      allowed(statements).some(({ Action }) => asList(Action).some((action) => what.test(action)));
    const erasers = [...rightsByRole(made)].filter(([, statements]) => may(statements, /^s3:DeleteObjectVersion$/));
    expect(erasers.map(([role]) => role)).toEqual([expect.stringMatching(/^EraseRole/)]);
    expect(erasers.filter(([, statements]) => may(statements, /^s3:(GetObject|GetObjectVersion|PutObject)$/))).toEqual(
      [],
    );
  });

  it('of erase are to delete what names a host, and to read what that takes: of images nothing', () => {
    const [, statements = []] = [...rightsByRole(made)].find(([role]) => role.startsWith('EraseRole')) ?? [];
    const on = (table: string) =>
      allowed(statements)
        .filter(({ Resource }) => JSON.stringify(Resource).includes(table))
        .flatMap(({ Action }) => asList(Action))
        .filter((action) => action.startsWith('dynamodb:'));
    expect(on('ImageRegister')).toEqual(['dynamodb:DeleteItem']);
    expect(on('Fleet')).toEqual(['dynamodb:DeleteItem', 'dynamodb:Query']);
  });

  it("to make hosts' tokens belong to the console alone", () => {
    const makers = [...rightsByRole(made)].filter(([, statements]) =>
      allowed(statements).some(({ Action }) => asList(Action).includes('kms:GenerateMac')),
    );
    expect(makers.map(([role]) => role)).toEqual([expect.stringMatching(/^ConsoleRole/)]);
  });

  it('of ingest are to put below uploads/, and to delete nothing', () => {
    const [, statements = []] = [...rightsByRole(made)].find(([role]) => role.startsWith('IngestRole')) ?? [];
    const actions = allowed(statements).flatMap(({ Action }) => asList(Action));
    expect(actions).toEqual(expect.arrayContaining(['s3:PutObject', 'kms:VerifyMac', 'events:PutEvents']));
    expect(actions.filter((action) => /Delete|GenerateMac|kms:Sign|Publish/.test(action))).toEqual([]);
    const writes = allowed(statements).filter(({ Action }) => asList(Action).includes('s3:PutObject'));
    expect(JSON.stringify(writes)).toContain('/uploads/*');
    expect(JSON.stringify(writes)).not.toContain('/dumps/*');
  });
});

describe('the API', () => {
  it('is throttled, traced and logs accesses, but never bodies', () => {
    const [stage] = made.of('AWS::ApiGateway::Stage');
    expect(stage?.properties).toMatchObject({
      TracingEnabled: true,
      AccessLogSetting: expect.anything(),
    });
    // Those of single methods: aws/truths/throttles.ts.
    expect(stage?.properties['MethodSettings']).toContainEqual(
      expect.objectContaining({
        HttpMethod: '*',
        DataTraceEnabled: false,
        ThrottlingRateLimit: 200,
        ThrottlingBurstLimit: 400,
      }),
    );
  });

  it('that answers 5xx raises an alarm: Lambda does not count those as errors', () => {
    const alarms = made
      .of('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties['MetricName'] === '5XXError');
    expect(alarms).toHaveLength(1);
  });

  it('hands every path to one function', () => {
    const methods = made.of('AWS::ApiGateway::Method');
    expect(methods.length).toBeGreaterThan(0);
    for (const { properties } of methods) {
      expect(properties).toMatchObject({ Integration: { Type: 'AWS_PROXY' } });
    }
  });
});
