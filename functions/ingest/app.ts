/** `/v1/uploads` over HTTP: each route calls one use-case and answers as JSON or as lines. */
import { apiApp, serve, wantsLines } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiContext, ApiOptions } from '../../shared/aws/http/app.ts';
import { UploadRoutes } from '../../shared/contract/api/uploads.ts';
import {
  LINES_CONTENT_TYPE,
  chunkAnswerLines,
  crashKernelLogAnswerLines,
  logAnswerLines,
  rangesAnswerLines,
  statusLines,
} from '../../shared/contract/lines.ts';
import { offerChunks, offerCrashKernelLog, offerLog, withLog } from './offer.ts';
import { keepHeld, releaseHost } from './hold.ts';
import type { IngestDeps } from './ports.ts';
import { awaitStatus, offerRanges, reportChanges } from './ranges.ts';
import { abortUpload, completeUpload, createUpload } from './upload.ts';

export function ingestApp(deps: IngestDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);

  serve(app, UploadRoutes.create, async (c) => {
    const { created, status } = await createUpload(c.get('principal'), c.req.valid('json'), deps);
    deps.correlate(status.id);
    const { log } = c.req.valid('json');
    const answered = log === undefined ? status : await withLog(c.get('principal'), status, log, deps);
    return answer(c, answered, statusLines, created ? 201 : 200);
  });
  serve(app, UploadRoutes.status, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await awaitStatus(c.get('principal'), id, c.req.valid('query'), deps), statusLines);
  });
  serve(app, UploadRoutes.log, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await offerLog(c.get('principal'), id, c.req.valid('json'), deps), logAnswerLines);
  });
  serve(app, UploadRoutes.crashKernelLog, async (c) => {
    const { id } = c.req.valid('param');
    const answered = await offerCrashKernelLog(c.get('principal'), id, c.req.valid('json'), deps);
    return answer(c, answered, crashKernelLogAnswerLines);
  });
  serve(app, UploadRoutes.chunks, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await offerChunks(c.get('principal'), id, c.req.valid('json'), deps), chunkAnswerLines);
  });
  serve(app, UploadRoutes.ranges, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await offerRanges(c.get('principal'), id, c.req.valid('json'), deps), rangesAnswerLines);
  });
  serve(app, UploadRoutes.hold, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await keepHeld(c.get('principal'), id, c.req.valid('json'), deps), statusLines);
  });
  serve(app, UploadRoutes.release, async (c) => {
    return c.json(await releaseHost(c.get('principal'), c.req.valid('param').id, deps));
  });
  serve(app, UploadRoutes.recheck, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await reportChanges(c.get('principal'), id, c.req.valid('json'), deps), statusLines);
  });
  serve(app, UploadRoutes.complete, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await completeUpload(c.get('principal'), id, c.req.valid('json'), deps), statusLines);
  });
  serve(app, UploadRoutes.abort, async (c) => {
    const { id } = c.req.valid('param');
    return answer(c, await abortUpload(c.get('principal'), id, c.req.valid('json'), deps), statusLines);
  });
  return app;
}

function answer<T>(c: ApiContext, value: T, toLines: (value: T) => string, status = 200): Response {
  return wantsLines(c)
    ? new Response(toLines(value), { status, headers: { 'content-type': LINES_CONTENT_TYPE } })
    : Response.json(value, { status });
}
