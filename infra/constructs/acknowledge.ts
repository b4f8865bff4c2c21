import { CfnResource, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts a finding of cdk-nag on `construct` and what is below it. The reason is for the reader of the report. */
export function acknowledge(construct: IConstruct, rules: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(rules)) Validations.of(construct).acknowledge({ id, reason });
}

/** Says beside a resource why a check of checkov does not hold of it; it stands in the template, where checkov reads it. */
export function explain(construct: IConstruct, checks: Readonly<Record<string, string>>): void {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new TypeError(`${construct.node.path} is no single resource`);
  resource.addMetadata('checkov', { skip: Object.entries(checks).map(([id, comment]) => ({ id, comment })) });
}
