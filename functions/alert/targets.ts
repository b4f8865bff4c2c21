/** From the document that an admin keeps to the routes. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import { secretText } from '../../shared/aws/runtime/secrets.ts';
import type { AlertRoute } from '../../shared/contract/alert-routes.ts';
import type { Target } from './alert.ts';
import { opsgenieRoute } from './routes/opsgenie.ts';
import { pagerDutyRoute } from './routes/pagerduty.ts';
import type { Route } from './routes/route.ts';
import { slackRoute } from './routes/slack.ts';
import { snsRoute } from './routes/sns.ts';
import { teamsRoute } from './routes/teams.ts';
import { webhookRoute } from './routes/webhook.ts';

export interface TargetDeps {
  readonly sns: SNSClient;
  readonly topicArn: string;
  readonly secrets: SecretsManagerClient;
  /** The webhook of the deployment's own settings. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  readonly now: () => Date;
}

/** Without a document, or with an empty one: the topic, and the webhook that the deployment names. Silence is to be asked for. */
export function targetsOf(routes: readonly AlertRoute[] | undefined, deps: TargetDeps): readonly Target[] {
  const { webhook, secrets, now } = deps;
  const deployed: Target[] =
    webhook === undefined
      ? []
      : [{ route: webhookRoute({ ...webhook, secret: secretText(secrets, webhook.secret), now }), config: {} }];
  if (routes === undefined || routes.length === 0)
    return [{ route: snsRoute(deps.sns, deps.topicArn), config: {} }, ...deployed];
  const chosen = routes.filter(({ enabled }) => enabled).map((config) => ({ route: routeOf(config, deps), config }));
  return [...chosen, ...deployed.filter(({ route }) => !chosen.some((other) => other.route.name === route.name))];
}

/** The topic of the deployment, whatever the document says: for what no route is left to tell. */
export function fallbackOf({ sns, topicArn }: Pick<TargetDeps, 'sns' | 'topicArn'>): Route {
  return snsRoute(sns, topicArn, 'fallback');
}

function routeOf(config: AlertRoute, { sns, topicArn, secrets, now }: TargetDeps): Route {
  const { name } = config;
  if (config.type === 'sns') return snsRoute(sns, topicArn, name);
  const secret = secretText(secrets, config.secret);
  switch (config.type) {
    case 'webhook':
      return webhookRoute({ name, url: config.url, secret, now });
    case 'slack':
      return slackRoute({ name, secret, channel: config.channel });
    case 'pagerduty':
      return pagerDutyRoute({ name, secret, region: config.region });
    case 'opsgenie':
      return opsgenieRoute({ name, secret, region: config.region });
    case 'teams':
      return teamsRoute({ name, secret });
  }
}
