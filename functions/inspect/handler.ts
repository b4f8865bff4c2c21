import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { s3ImageObjects } from '../../shared/aws/images/objects.ts';
import { askedHandler } from '../../shared/aws/runtime/asked.ts';
import { s3Client } from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { answer } from './answer.ts';
import { InspectEnv } from './names.ts';

const env = readEnv(z.object({ [InspectEnv.ImageBucket]: z.string() }));
const objects = s3ImageObjects(s3Client(), env[InspectEnv.ImageBucket]);

export const handler = askedHandler((request) => answer(request, { objects }), {
  logger: new Logger(),
  metrics: new Metrics(),
});
