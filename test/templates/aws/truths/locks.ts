/** What Object Lock and CloudTrail cover, where they are asked for. */
import { describe, expect, it } from '@jest/globals';
import { ACCOUNT } from '../deployed.ts';
import { asList, decide } from '../policy.ts';
import type { PolicyDocument } from '../policy.ts';
import { EVERYTHING, world } from '../world.ts';

const bucket = (name: string, context?: Record<string, string>) => {
  const found = (context === undefined ? world() : world(context))
    .of('AWS::S3::Bucket')
    .find(({ id }) => id.startsWith(name));
  if (found === undefined) throw new Error(`there is no bucket ${name}`);
  return found;
};

describe('a bucket', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
  it('gives up each upload in parts that nobody ends, whatever its key', () => {
    const rules = world()
      .of('AWS::S3::Bucket')
      .map(({ id, properties }) => {
        const { Rules = [] } = (properties['LifecycleConfiguration'] ?? {}) as { Rules?: Record<string, unknown>[] };
        return [id, Rules.filter((rule) => rule['AbortIncompleteMultipartUpload'] !== undefined)] as const;
      });
    expect(rules.length).toBeGreaterThan(3);
    const whole = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' };
    expect(rules).toEqual(rules.map(([id]) => [id, [whole]]));
  });
});

describe('objectLockDays', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
  it('locks all that is written to the images, and lets seal say which of the dumps', () => {
    expect(bucket('Images').properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: Number(EVERYTHING.objectLockDays) } },
      },
    });
    expect(bucket('Dumps').properties['ObjectLockEnabled']).toBe(true);
    expect(bucket('Dumps').properties['ObjectLockConfiguration'] ?? {}).not.toHaveProperty('Rule');
  });

  it('can be gone round by none of the functions', () => {
    const actions = world()
      .of('AWS::IAM::Policy')
      .flatMap(({ properties }) => (properties['PolicyDocument'] as PolicyDocument).Statement)
      .flatMap(({ Action }) => asList(Action));
    expect(actions).not.toContain('s3:BypassGovernanceRetention');
    expect(actions).not.toContain('s3:PutObjectLegalHold');
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('absent, there is no lock', () => {
    for (const name of ['Images', 'Dumps'])
      expect(bucket(name, {}).properties['ObjectLockEnabled'] ?? false).toBe(false);
  });
});

describe('auditTrail', () => {
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
  it('is off by default, and else notes every object of both buckets into one that CloudTrail may write', () => {
    expect(world({}).of('AWS::CloudTrail::Trail')).toEqual([]);
    const [trail] = world().of('AWS::CloudTrail::Trail');
    const { DataResources } =
      (trail?.properties['EventSelectors'] as { DataResources: { Type: string; Values: string[] }[] }[])[0] ?? {};
    expect(DataResources).toEqual([
      { Type: 'AWS::S3::Object', Values: [`${bucket('Dumps').arn}/`, `${bucket('Images').arn}/`] },
    ]);
    const into = world()
      .of('AWS::S3::Bucket')
      .find(({ ref }) => ref === trail?.properties['S3BucketName']);
    const policies = world()
      .of('AWS::S3::BucketPolicy')
      .filter(({ properties }) => properties['Bucket'] === into?.ref)
      .map(({ properties }) => properties['PolicyDocument'] as PolicyDocument);
    const request = {
      principal: { Service: 'cloudtrail.amazonaws.com' },
      context: {
        'aws:SecureTransport': 'true',
        's3:x-amz-acl': 'bucket-owner-full-control',
        'aws:SourceAccount': ACCOUNT,
        'aws:SourceArn': trail?.arn ?? '',
      },
    };
    expect(decide(policies, { ...request, action: 's3:GetBucketAcl', resource: into?.arn ?? '' })).toBe('allow');
    expect(
      decide(policies, { ...request, action: 's3:PutObject', resource: `${into?.arn ?? ''}/AWSLogs/${ACCOUNT}/x` }),
    ).toBe('allow');
    expect(trail?.properties).toMatchObject({ IsLogging: true, EnableLogFileValidation: true });
  });
});
