/** Who can have the keys that sign images, certificates and PCR policies used: directly, by asking, or by becoming somebody who can. */
import { describe, expect, it } from '@jest/globals';
import type { DeployedResource } from '../deployed.ts';
import { asList, decide } from '../policy.ts';
import type { PolicyDocument, PolicyStatement } from '../policy.ts';
import { world } from '../world.ts';

const KEYS = ['ImageSigningKey', 'CaKey', 'PcrPolicyKey'] as const;

const roles = () => world().of('AWS::IAM::Role');
const short = ({ id }: DeployedResource): string => id.replace(/[0-9A-F]{8}$/, '');

/** What a role may do by its own policies. */
function policiesOf(role: DeployedResource): readonly PolicyDocument[] {
  return world()
    .of('AWS::IAM::Policy')
    .filter(({ properties }) => asList(properties['Roles'] as string[]).includes(role.ref))
    .map(({ properties }) => properties['PolicyDocument'] as PolicyDocument);
}

function resourceOf(type: string, begin: string): DeployedResource {
  const [found] = world()
    .of(type)
    .filter(({ id }) => id.startsWith(begin));
  if (found === undefined) throw new Error(`there is no ${begin}`);
  return found;
}

/** As KMS decides: a Deny on either side ends it; the account's root in the key's policy hands the rest to the roles' policies. */
function may(role: DeployedResource, action: string, key: DeployedResource): boolean {
  const context = { 'aws:PrincipalArn': role.arn };
  const own = key.properties['KeyPolicy'] as PolicyDocument;
  const byKey = decide([own], { principal: { AWS: role.arn }, action, resource: key.arn, context });
  const byRole = decide(policiesOf(role), { action, resource: key.arn, context });
  return byKey !== 'deny' && byRole === 'allow';
}

/** Roles that may do this by their policies to anything at all, or to this. */
function having(action: string, resource?: string): string[] {
  return roles()
    .filter((role) =>
      policiesOf(role).some(({ Statement }) =>
        Statement.some((statement) => {
          const resources = resource === undefined ? asList(statement.Resource) : [resource];
          return resources.some((each) => decide([{ Statement: [statement] }], { action, resource: each }) === 'allow');
        }),
      ),
    )
    .map(short);
}

describe.each(KEYS)('the key %s', (name) => {
  const key = () => resourceOf('AWS::KMS::Key', name);

  it('signs for one role', () => {
    expect(
      roles()
        .filter((role) => may(role, 'kms:Sign', key()))
        .map(short),
    ).toEqual(['SignerRole']);
  });

  it('refuses by its own policy whatever another role may be given, and grants too', () => {
    for (const role of roles()) {
      const decided = (action: string) =>
        decide([key().properties['KeyPolicy'] as PolicyDocument], {
          principal: { AWS: role.arn },
          action,
          resource: key().arn,
          context: { 'aws:PrincipalArn': role.arn },
        });
      const expected = short(role) === 'SignerRole' ? 'not allowed' : 'deny';
      expect([short(role), decided('kms:Sign'), decided('kms:CreateGrant')]).toEqual([short(role), expected, expected]);
    }
  });

  it('lets nobody in by its policy but the account itself, whose roles need rights of their own', () => {
    const { Statement } = key().properties['KeyPolicy'] as { Statement: readonly PolicyStatement[] };
    const allowing = Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Principal }) =>
      JSON.stringify(Principal),
    );
    expect(allowing).toEqual([expect.stringMatching(/^\{"AWS":"arn:aws:iam::\d{12}:root"\}$/)]);
  });
});

describe('the function that signs', () => {
  const signer = () => resourceOf('AWS::Lambda::Function', 'Signer');

  it('is asked by the role that decides alone', () => {
    const permissions = world()
      .of('AWS::Lambda::Permission')
      .filter(({ properties }) => [signer().arn, signer().ref].includes(String(properties['FunctionName'])));
    expect(permissions.map(({ properties }) => properties['Principal'])).toEqual([
      resourceOf('AWS::IAM::Role', 'SignRole').arn,
    ]);
    expect(having('lambda:InvokeFunction', signer().arn)).toEqual(['SignRole']);
    const mappings = world()
      .of('AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => [signer().arn, signer().ref].includes(String(properties['FunctionName'])));
    expect(mappings).toEqual([]);
  });

  it('is one, has its role alone, and nobody can become it or change it', () => {
    const role = resourceOf('AWS::IAM::Role', 'SignerRole');
    const functions = world()
      .of('AWS::Lambda::Function')
      .filter(({ properties }) => properties['Role'] === role.arn);
    expect(functions).toEqual([signer()]);
    for (const each of roles()) {
      const { Statement } = each.properties['AssumeRolePolicyDocument'] as { Statement: readonly PolicyStatement[] };
      const who = Statement.flatMap(({ Principal }) => Object.keys(Principal ?? {}));
      // Services alone: no role of an account assumes another.
      expect([short(each), who]).toEqual([short(each), ['Service']]);
      expect([short(each), each.properties['Policies']]).toEqual([short(each), undefined]);
    }
    const becoming = [
      'sts:AssumeRole',
      'iam:PassRole',
      'iam:PutRolePolicy',
      'iam:AttachRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:AddPermission',
      'kms:PutKeyPolicy',
      'kms:CreateGrant',
    ];
    expect(becoming.flatMap((action) => having(action).map((role) => `${role} ${action}`))).toEqual([]);
  });

  it('reads no image, and whoever reads images holds no key and asks nobody', () => {
    const actionsOf = (begin: string): string[] =>
      policiesOf(resourceOf('AWS::IAM::Role', begin))
        .flatMap(({ Statement }) => Statement.flatMap(({ Action }) => asList(Action)))
        .filter((action) => !/^(logs|xray):/.test(action));
    expect([...new Set(actionsOf('SignerRole'))].filter((action) => action.startsWith('s3:'))).toEqual([]);
    expect([...new Set(actionsOf('InspectRole'))].sort()).toEqual([
      'kms:Decrypt',
      's3:GetObject',
      's3:GetObjectVersion',
      's3:ListBucket',
    ]);
  });
});
