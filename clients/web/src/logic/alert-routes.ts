/** Alert routes in words. Pure. */
import type { AlertRoute } from '../../../../shared/contract/alert-routes.ts';

const FILTERS = {
  words: 'is',
  kinds: 'kind',
  hosts: 'hosts',
  tags: 'tags',
  kernels: 'kernels',
  subsystems: 'subsystems',
  owners: 'owners',
} as const;

/** What a route takes: a line for each thing that has to fit; none where it takes everything. */
export function filterLines({ when = {} }: Pick<AlertRoute, 'when'>): string[] {
  const lists = Object.entries(FILTERS).flatMap(([key, name]) => {
    const values = when[key as keyof typeof FILTERS];
    return values === undefined ? [] : [`${name} ${values.join(', ')}`];
  });
  return [...lists, ...(when.minimumSeverity === undefined ? [] : [`${when.minimumSeverity} and graver`])];
}

/** When it waits for a digest. */
export function restraintLines({ quiet, maxPerHour }: Pick<AlertRoute, 'quiet' | 'maxPerHour'>): string[] {
  return [
    ...(quiet === undefined
      ? []
      : [`quiet ${quiet.from} to ${quiet.to} ${quiet.timeZone}, but for ${quiet.exceptFrom}`]),
    ...(maxPerHour === undefined ? [] : [`at most ${String(maxPerHour)} an hour`]),
  ];
}

/** Where it goes; secrets are never shown, only their names. */
export function destination(route: AlertRoute): string {
  switch (route.type) {
    case 'sns':
      return 'the service’s topic';
    case 'webhook':
      return route.url;
    case 'slack':
      return route.channel === undefined ? 'Slack' : `Slack, ${route.channel}`;
    case 'pagerduty':
      return `PagerDuty (${route.region})`;
    case 'opsgenie':
      return `Opsgenie (${route.region})`;
    case 'teams':
      return 'Teams';
  }
}
