/**
 * Traces of a crash's whole way, by X-Ray: the calls of AWS services are segments, and `uploadId` finds those of one upload.
 * Whoever imports this has its clients traced. Outside Lambda nothing is.
 */
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { wrapClients } from './clients.ts';

const tracer = new Tracer();
wrapClients((client) => tracer.captureAWSv3Client(client));

/** For middy: traces the handler itself. Answers are not kept: they may hold what hosts have sent. */
export const traceHandler = () => captureLambdaHandler(tracer, { captureResponse: false });

/** Notes which upload the current segment is about, to be searched for. */
export function traceUpload(uploadId: string): void {
  if (tracer.isTracingEnabled()) tracer.putAnnotation('uploadId', uploadId);
}
