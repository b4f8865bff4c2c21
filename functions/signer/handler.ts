import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { kmsPolicySigner, kmsRsaSigner } from '../../shared/aws/images/kms-signer.ts';
import { askedHandler } from '../../shared/aws/runtime/asked.ts';
import { dynamoClient, kmsClient } from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { answer } from './answer.ts';
import { Ledger } from './ledger.ts';
import { SignerEnv } from './names.ts';
import type { SignerDeps } from './ports.ts';

const env = readEnv(
  z.object({
    [SignerEnv.SigningKey]: z.string(),
    [SignerEnv.CaKey]: z.string(),
    [SignerEnv.PcrKeys]: z.string(),
    [SignerEnv.LedgerTable]: z.string(),
  }),
);
const metrics = new Metrics();
const kms = kmsClient();
const [pcrKey = '', pcrKeyBefore] = env[SignerEnv.PcrKeys].split(',');

const deps: SignerDeps = {
  keys: {
    image: kmsRsaSigner(kms, env[SignerEnv.SigningKey]),
    ca: kmsRsaSigner(kms, env[SignerEnv.CaKey]),
    pcr: kmsPolicySigner(kms, pcrKey),
    pcrBefore: pcrKeyBefore === undefined ? undefined : kmsPolicySigner(kms, pcrKeyBefore),
  },
  ledger: new Ledger(dynamoClient(), env[SignerEnv.LedgerTable]),
  now: () => new Date(),
  count: (metric) => {
    metrics.addMetric(metric, MetricUnit.Count, 1);
  },
};

export const handler = askedHandler((request) => answer(request, deps), { logger: new Logger(), metrics });
