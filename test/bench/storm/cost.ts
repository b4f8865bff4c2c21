/** What a storm costs by AWS's list prices: logs and alerts; dumps are in docs/cost.md. */
import { PRICES } from '../cost/prices.ts';
import type { StormResult } from './storm.ts';

/** An item may lie in two indexes of its table: three units a write. */
const UNITS_A_WRITE = 3;
/** Of a function's log lines and the access log. */
const LOG_BYTES_A_REQUEST = 900;
const GIB = 2 ** 30;

export function costOfStorm({ counts }: Pick<StormResult, 'counts'>): number {
  const { lambda, apiGateway, s3, dynamo, sqs, eventBridge, logs } = PRICES;
  const of = (what: string): number => counts[what] ?? 0;
  return (
    of('apiGateway.request') * apiGateway.restRequest +
    of('lambda.request') * lambda.request +
    of('lambda.gbSeconds') * lambda.armGbSecond +
    of('dynamo.write') * UNITS_A_WRITE * dynamo.writeUnit +
    of('dynamo.read') * dynamo.readUnit +
    of('sqs.request') * sqs.request +
    of('eventBridge.event') * eventBridge.event +
    of('s3.write') * s3.write +
    of('s3.read') * s3.read +
    ((of('lambda.request') * LOG_BYTES_A_REQUEST) / GIB) * logs.ingestedGb
  );
}
