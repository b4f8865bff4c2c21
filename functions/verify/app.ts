/** Verifying over HTTP. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { VerifyRoutes } from '../../shared/contract/api/images.ts';
import { verifyRegistered, type VerifyDeps } from './verify.ts';

export function verifyApp(deps: VerifyDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  serve(app, VerifyRoutes.verifyImage, async (c) => c.json(await verifyRegistered(c.req.valid('json').id, deps)));
  return app;
}
