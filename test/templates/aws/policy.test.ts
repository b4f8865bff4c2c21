import { describe, expect, it } from '@jest/globals';
import { decide } from './policy.ts';
import type { PolicyStatement, Request } from './policy.ts';

const ALARMS: PolicyStatement = {
  Effect: 'Allow',
  Action: 'sns:Publish',
  Resource: 'arn:aws:sns:eu-central-1:1:alarms',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Condition: {
    StringEquals: { 'aws:SourceAccount': '1' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:1:alarm:*' },
  },
};
const REQUEST: Request = {
  principal: { Service: 'cloudwatch.amazonaws.com' },
  action: 'sns:Publish',
  resource: 'arn:aws:sns:eu-central-1:1:alarms',
  context: { 'aws:SourceAccount': '1', 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:1:alarm:A' },
};
const decideOne = (change: Partial<PolicyStatement>, request: Partial<Request> = {}) =>
  decide([{ Statement: [{ ...ALARMS, ...change }] }], { ...REQUEST, ...request });

describe('decide', () => {
  it('allows what a statement allows in every part', () => {
    expect(decideOne({})).toBe('allow');
    expect(decideOne({ Action: ['sns:Pub*', 'sns:Subscribe'] })).toBe('allow');
  });

  it.each<[string, Partial<Request>]>([
    ['another action', { action: 'sns:Subscribe' }],
    ['another resource', { resource: 'arn:aws:sns:eu-central-1:1:alerts' }],
    ['another service', { principal: { Service: 'events.amazonaws.com' } }],
    ['a role, where a service is named', { principal: { AWS: 'cloudwatch.amazonaws.com' } }],
    ['another account', { context: { ...REQUEST.context, 'aws:SourceAccount': '2' } }],
    ['a request without the condition key', { context: { 'aws:SourceAccount': '1' } }],
    [
      'an ARN of another service that ends alike',
      { context: { ...REQUEST.context, 'aws:SourceArn': 'arn:aws:events:eu-central-1:1:alarm:A' } },
    ],
  ])('does not allow %s', (_, request) => {
    expect(decideOne({}, request)).toBe('not allowed');
  });

  it('lets a Deny outweigh an Allow, and only where its condition holds', () => {
    const overTls: PolicyStatement = {
      Effect: 'Deny',
      Action: 'sns:Publish',
      Resource: '*',
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const both = [{ Statement: [ALARMS, overTls] }];
    expect(decide(both, { ...REQUEST, context: { ...REQUEST.context, 'aws:SecureTransport': 'false' } })).toBe('deny');
    expect(decide(both, { ...REQUEST, context: { ...REQUEST.context, 'aws:SecureTransport': 'true' } })).toBe('allow');
  });

  it('lets an IfExists condition through where the key is absent: that is why a listing must not have one', () => {
    const request = { action: 's3:ListBucket', resource: 'arn:aws:s3:::b' };
    const statement = (operator: string): PolicyStatement => ({
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::b',
      Condition: { [operator]: { 's3:prefix': 'uploads/*' } },
    });
    expect(decide([{ Statement: [statement('StringLikeIfExists')] }], request)).toBe('allow');
    expect(decide([{ Statement: [statement('StringLike')] }], request)).toBe('not allowed');
  });

  it('throws for a condition operator that it does not know', () => {
    expect(() => decideOne({ Condition: { DateLessThan: { 'aws:CurrentTime': '2030' } } })).toThrow(/DateLessThan/);
  });
});
