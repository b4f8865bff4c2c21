/** API Gateway's limits by method, and what it answers whom it turns away. */
import { describe, expect, it } from '@jest/globals';
import { Capacities, uploadThrottles } from '../../../../infra/limits.ts';
import type { CapacityName } from '../../../../infra/limits.ts';
import { ExploreRoutes } from '../../../../shared/contract/api/explore.ts';
import { UploadRoutes } from '../../../../shared/contract/api/uploads.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import { everythingFor, world } from '../world.ts';
import type { World } from '../world.ts';

interface MethodSetting {
  readonly ResourcePath: string;
  readonly HttpMethod: string;
  readonly ThrottlingRateLimit: number;
  readonly ThrottlingBurstLimit: number;
  readonly DataTraceEnabled: boolean;
  readonly LoggingLevel: string;
}

const settingsOf = (aws: World): readonly MethodSetting[] =>
  aws.of('AWS::ApiGateway::Stage').flatMap(({ properties }) => properties['MethodSettings'] as MethodSetting[]);

/** `/v1/uploads/{id}`: as it stands in the API, not as stage settings encode it. */
const decoded = (path: string): string => path.slice(1).replaceAll('~1', '/');

/** Every method with its path. */
function methods(aws: World): { readonly path: string; readonly method: string }[] {
  const resources = new Map(aws.of('AWS::ApiGateway::Resource').map((resource) => [resource.ref, resource.properties]));
  const pathOf = (ref: string): string => {
    const there = resources.get(ref);
    return there === undefined ? '' : `${pathOf(String(there['ParentId']))}/${String(there['PathPart'])}`;
  };
  return aws.of('AWS::ApiGateway::Method').map(({ properties }) => ({
    path: pathOf(String(properties['ResourceId'])),
    method: String(properties['HttpMethod']),
  }));
}

/** The setting that counts for a request: the most specific resource and method, else the stage's. */
function settingFor(aws: World, path: string, method: string): MethodSetting {
  const there = methods(aws);
  const candidates = [path, path.replace(/\/[^/]+$/, '/{proxy+}')];
  const hit = candidates.flatMap((candidate) =>
    [method, 'ANY'].flatMap((verb) => there.filter((one) => one.path === candidate && one.method === verb)),
  )[0];
  if (hit === undefined) throw new Error(`nothing answers ${method} ${path}`);
  const settings = settingsOf(aws);
  const own = settings.find(
    ({ ResourcePath, HttpMethod }) => decoded(ResourcePath) === hit.path && HttpMethod === hit.method,
  );
  const whole = settings.find(({ ResourcePath, HttpMethod }) => ResourcePath === '/*' && HttpMethod === '*');
  const found = own ?? whole;
  if (found === undefined) throw new Error('the stage has no settings');
  return found;
}

const names = Object.keys(Capacities) as CapacityName[];

describe('the limits of the API', () => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigateway-stage-methodsetting.html
  it('are of methods that are there: API Gateway refuses a setting of any other', () => {
    const there = methods(world()).map(({ path, method }) => `${method} ${path}`);
    const set = settingsOf(world()).filter(({ ResourcePath }) => ResourcePath !== '/*');
    expect(set.length).toBeGreaterThanOrEqual(5);
    for (const { ResourcePath, HttpMethod } of set) expect(there).toContain(`${HttpMethod} ${decoded(ResourcePath)}`);
  });

  it('let every route of the upload API through to a method', () => {
    for (const { method, path } of Object.values(UploadRoutes)) {
      expect(settingFor(world(), path, method.toUpperCase()).ThrottlingRateLimit).toBeGreaterThan(0);
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
  it('of creating an upload and of its log are their own: what a dump takes uses up neither', () => {
    const own = [
      '/v1/uploads POST',
      '/v1/uploads/{id}/log POST',
      '/v1/uploads/{id} GET',
      '/v1/uploads/{id}/complete POST',
    ];
    const settings = own.map((route) => {
      const [path = '', method = ''] = route.split(' ');
      return settingFor(world(), path, method);
    });
    expect(new Set(settings).size).toBe(own.length);
    expect(settings.every(({ ResourcePath }) => ResourcePath !== '/*')).toBe(true);
  });

  it.each(names)(
    'of capacity=%s are what is derived from the calls of a crash, within what an account has',
    (capacity) => {
      const aws = capacity === 'standard' ? world() : world(everythingFor(capacity));
      const { crashesPerSecond, concurrency, longPolls } = Capacities[capacity];
      const create = settingFor(aws, '/v1/uploads', 'POST');
      const log = settingFor(aws, '/v1/uploads/{id}/log', 'POST');
      expect([create.ThrottlingRateLimit, log.ThrottlingRateLimit]).toEqual([
        2 * crashesPerSecond,
        2 * crashesPerSecond,
      ]);
      // Hosts that wait hold half of the functions at most.
      expect(longPolls).toBeLessThanOrEqual(concurrency.ingest / 2);
      const all = Object.values(uploadThrottles(Capacities[capacity]));
      expect(all.reduce((sum, { rate }) => sum + rate, 0)).toBeLessThan(10_000);
      for (const { burst } of all) expect(burst).toBeLessThanOrEqual(5000);
    },
  );

  it.each(names)(
    'of questions to dumps are their own with capacity=%s: what nobody has reserved stays free',
    (capacity) => {
      const aws = capacity === 'standard' ? world() : world(everythingFor(capacity));
      const { concurrency } = Capacities[capacity];
      const questions = Object.values(ExploreRoutes)
        .filter(({ method }) => method === 'post')
        .map(({ path }) => settingFor(aws, path.replace(/^(\/v1\/dumps)\/.*/, '$1/{proxy+}'), 'POST'));
      expect(questions).toHaveLength(2);
      for (const setting of questions) {
        expect(setting.ResourcePath).not.toBe('/*');
        expect(setting.ThrottlingBurstLimit).toBe(Math.max(5, concurrency.explore));
        expect(setting.ThrottlingBurstLimit).toBeLessThanOrEqual(concurrency.account / 2);
      }
      // To read what was asked, a report or a dump has the limit of all else.
      expect(settingFor(aws, '/v1/dumps/{proxy+}', 'GET').ResourcePath).toBe('/*');
    },
  );

  it('never have bodies logged, wherever they are set', () => {
    for (const setting of settingsOf(world())) {
      expect(setting).toMatchObject({ DataTraceEnabled: false, LoggingLevel: 'ERROR' });
    }
  });
});

describe('an answer of API Gateway itself', () => {
  const answers = () =>
    new Map(
      world()
        .of('AWS::ApiGateway::GatewayResponse')
        .map(({ properties }) => [String(properties['ResponseType']), properties]),
    );

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
  it.each(['THROTTLED', 'QUOTA_EXCEEDED', 'DEFAULT_5XX', 'INTEGRATION_FAILURE', 'INTEGRATION_TIMEOUT'])(
    '%s says when to come again',
    (type) => {
      const { ResponseParameters } = answers().get(type) as { ResponseParameters: Record<string, string> };
      expect(ResponseParameters['gatewayresponse.header.Retry-After']).toMatch(/^'[1-9]\d?'$/);
    },
  );

  it('is a problem document, as the functions answer', () => {
    for (const properties of answers().values()) {
      for (const template of Object.values(properties['ResponseTemplates'] as Record<string, string>)) {
        const problem = Problem.parse(JSON.parse(template));
        expect(String(problem.status)).toBe(properties['StatusCode']);
      }
    }
  });

  it('to a path that is not there is 404, not a riddle about tokens', () => {
    expect(answers().get('MISSING_AUTHENTICATION_TOKEN')).toMatchObject({ StatusCode: '404' });
  });
});
