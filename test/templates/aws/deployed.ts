/**
 * The templates as AWS would have them: every Ref, GetAtt, Sub, Join and import resolved to a made-up but well-formed name or
 * ARN, so that policies can be evaluated and ways be followed from one resource to the next, across stacks.
 */
import type { Resource, Synthesised } from '../synthesise.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';

export interface DeployedResource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  /** What `Ref` answers. */
  readonly ref: string;
  readonly arn: string;
  /** Without any intrinsic function. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Deployed {
  readonly resources: readonly DeployedResource[];
  of(type: string): readonly DeployedResource[];
  /** The resource of this ARN; throws where there is none. */
  byArn(arn: string): DeployedResource;
  outputs: Readonly<Record<string, string>>;
}

/** Service and the part of the ARN before the name, by the type of the resource. */
const ARNS: Readonly<Record<string, (name: string, raw: Resource) => string>> = {
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::SQS::Queue': (name) => arn('sqs', name),
  'AWS::SNS::Topic': (name) => arn('sns', name),
  'AWS::KMS::Key': (name) => arn('kms', `key/${name}`),
  'AWS::DynamoDB::Table': (name) => arn('dynamodb', `table/${name}`),
  'AWS::Lambda::Function': (name) => arn('lambda', `function:${name}`),
  'AWS::Logs::LogGroup': (name) => `${arn('logs', `log-group:${name}`)}:*`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  'AWS::SecretsManager::Secret': (name) => arn('secretsmanager', `secret:${name}-AbCdEf`),
  'AWS::CloudWatch::Alarm': (name) => arn('cloudwatch', `alarm:${name}`),
  'AWS::Events::EventBus': (name) => arn('events', `event-bus/${name}`),
  'AWS::CloudTrail::Trail': (name) => arn('cloudtrail', `trail/${name}`),
};

/** Types that may have a name of their own, which others know them by. */
const NAMED = new Set(['AWS::Lambda::Function', 'AWS::IAM::Role']);

/** Types whose `Ref` is their ARN. */
const REF_IS_ARN = new Set(['AWS::SNS::Topic', 'AWS::SecretsManager::Secret']);

function arn(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

export function deployed(made: Pick<Synthesised, 'resources' | 'templates'>): Deployed {
  const raw = new Map(made.resources.map((resource) => [`${resource.stack}/${resource.id}`, resource]));
  const exported = new Map<string, { readonly stack: string; readonly value: unknown }>();
  for (const [stack, template] of made.templates) {
    for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
      if (Export !== undefined) exported.set(String(Export.Name), { stack, value: Value });
    }
  }

  const found = (stack: string, id: string): Resource => {
    const resource = raw.get(`${stack}/${id}`);
    if (resource === undefined) throw new Error(`${stack} has no resource ${id}`);
    return resource;
  };
  const nameOf = (resource: Resource): string => {
    const { stack, id, properties } = resource;
    if (resource.type === 'AWS::ApiGateway::Stage') return String(properties['StageName']);
    const given =
      properties['QueueName'] ??
      properties['BucketName'] ??
      (resource.type === 'AWS::Events::EventBus' ? properties['Name'] : undefined);
    if (typeof given === 'string') return given;
    const named = properties['FunctionName'] ?? properties['RoleName'];
    const isNamed = named !== undefined && NAMED.has(resource.type);
    return isNamed ? text(stack, named) : `${stack}-${id}`.toLowerCase();
  };
  const arnOf = (resource: Resource): string => {
    if (resource.type === 'AWS::Events::Rule') {
      const bus = resource.properties['EventBusName'];
      const within = bus === undefined ? '' : `${text(resource.stack, bus)}/`;
      return arn('events', `rule/${within}${nameOf(resource)}`);
    }
    return ARNS[resource.type]?.(nameOf(resource), resource) ?? arn('none', `${resource.type}/${nameOf(resource)}`);
  };
  const refOf = (resource: Resource): string => {
    if (REF_IS_ARN.has(resource.type)) return arnOf(resource);
    if (resource.type === 'AWS::SQS::Queue')
      return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${nameOf(resource)}`;
    return nameOf(resource);
  };
  const attribute = (resource: Resource, name: string): string => {
    if (name === 'Arn') return arnOf(resource);
    if (name === 'QueueName' || name === 'TopicName' || name === 'FunctionName') return nameOf(resource);
    return `${nameOf(resource)}.${name}`;
  };

  function text(stack: string, value: unknown): string {
    const resolved = resolve(stack, value);
    if (typeof resolved !== 'string' && typeof resolved !== 'number') {
      throw new Error(`${stack}: not a text: ${JSON.stringify(value)}`);
    }
    return String(resolved);
  }

  const functions: Readonly<Record<string, (stack: string, value: unknown) => unknown>> = {
    Ref: (stack, value) => PSEUDO[String(value)] ?? refOf(found(stack, String(value))),
    'Fn::GetAtt': (stack, value) => {
      const [id = '', name = ''] = typeof value === 'string' ? value.split('.') : (value as string[]);
      return attribute(found(stack, id), name);
    },
    'Fn::Join': (stack, value) => {
      const [separator, parts] = value as [string, unknown[]];
      return parts.map((part) => text(stack, part)).join(separator);
    },
    'Fn::Sub': (stack, value) => {
      const [template, variables] = Array.isArray(value)
        ? (value as [string, Record<string, unknown>])
        : [value as string, {}];
      return template.replaceAll(/\$\{(?!!)([^}]+)\}/g, (_, name: string) => {
        if (name in variables) return text(stack, variables[name]);
        return name.includes('.') ? text(stack, { 'Fn::GetAtt': name }) : text(stack, { Ref: name });
      });
    },
    'Fn::Select': (stack, value) => {
      const [index, list] = value as [number, unknown];
      return (resolve(stack, list) as unknown[])[index];
    },
    'Fn::Split': (stack, value) => {
      const [separator, whole] = value as [string, unknown];
      return text(stack, whole).split(separator);
    },
    'Fn::ImportValue': (stack, value) => {
      const name = text(stack, value);
      const there = exported.get(name);
      if (there === undefined) throw new Error(`${stack} imports ${name}, which nobody exports`);
      return resolve(there.stack, there.value);
    },
  };

  function resolve(stack: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((entry) => resolve(stack, entry));
    if (typeof value !== 'object' || value === null) return value;
    const [first, ...others] = Object.entries(value);
    if (first !== undefined && others.length === 0 && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      const known = functions[first[0]];
      if (known === undefined) throw new Error(`${stack}: ${first[0]} is not known here`);
      return known(stack, first[1]);
    }
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, resolve(stack, entry)]));
  }

  const resources = made.resources.map((resource): DeployedResource => ({
    stack: resource.stack,
    id: resource.id,
    type: resource.type,
    ref: refOf(resource),
    arn: arnOf(resource),
    properties: resolve(resource.stack, resource.properties) as Record<string, unknown>,
  }));
  const outputs = Object.fromEntries(
    [...made.templates].flatMap(([stack, template]) =>
      Object.entries(template.Outputs ?? {}).map(([id, { Value }]) => [`${stack}.${id}`, text(stack, Value)]),
    ),
  );
  return {
    resources,
    outputs,
    of: (type) => resources.filter((resource) => resource.type === type),
    byArn(wanted) {
      const there = resources.find((resource) => resource.arn === wanted);
      if (there === undefined) throw new Error(`nothing has the ARN ${wanted}`);
      return there;
    },
  };
}
