/** Questions to dumps over HTTP. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { ExploreRoutes } from '../../shared/contract/api/explore.ts';
import { completion, explore } from './explore.ts';
import { OpenDumps } from './open-dumps.ts';
import type { ExploreDeps } from './ports.ts';

export function exploreApp(deps: ExploreDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  const dumps = new OpenDumps(deps);
  serve(app, ExploreRoutes.explore, async (c) =>
    c.json(await explore(c.get('principal'), c.req.valid('param').id, c.req.valid('json'), deps, dumps)),
  );
  serve(app, ExploreRoutes.completeQuestion, async (c) =>
    c.json(await completion(c.req.valid('param').id, c.req.valid('json').line, deps, dumps)),
  );
  return app;
}
