import { describe, expect, it } from '@jest/globals';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { AlertRoutes } from '../../../../shared/contract/alert-routes.ts';
import { targetsOf } from '../../../../functions/alert/targets.ts';

const secrets = new SecretsManagerClient({ region: 'us-east-1' });
const deps = {
  sns: new SNSClient({ region: 'us-east-1' }),
  topicArn: 'arn:aws:sns:us-east-1:000000000000:alerts',
  secrets,
  webhook: undefined,
  now: () => new Date(),
};
const webhook = { url: 'https://hook.example/', secret: 'arn' };
const names = (routes: unknown[] | undefined, given: Partial<Parameters<typeof targetsOf>[1]> = {}) =>
  targetsOf(routes === undefined ? undefined : AlertRoutes.parse({ routes }).routes, { ...deps, ...given }).map(
    ({ route }) => route.name,
  );

describe('targetsOf', () => {
  it.each([
    ['nobody has set any', undefined],
    ['the document is empty', []],
  ])('tells the topic and the deployed webhook where %s', (_name, routes) => {
    expect(names(routes)).toEqual(['sns']);
    expect(names(routes, { webhook })).toEqual(['sns', 'webhook']);
  });

  it('tells the routes that are set and on, and the deployed webhook beside them', () => {
    const routes = [
      { name: 'mail', type: 'sns' },
      { name: 'chat', type: 'slack', secret: 'purgatory/slack' },
      { name: 'page', type: 'pagerduty', secret: 'purgatory/pd', enabled: false },
    ];
    expect(names(routes, { webhook })).toEqual(['mail', 'chat', 'webhook']);
  });

  it('is silent where that is asked for', () => {
    expect(names([{ name: 'mail', type: 'sns', enabled: false }])).toEqual([]);
  });
});
