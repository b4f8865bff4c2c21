/** `/v1/erasures` over HTTP. */
import type { ErasureStore } from './erasures.ts';
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { ErasureRoutes } from '../../shared/contract/api/erasures.ts';
import type { Erasure } from '../../shared/contract/erasures.ts';
import { nameOf } from '../../shared/contract/roles.ts';

export interface EraseAppDeps {
  readonly erase: (host: string, by: string) => Promise<Erasure>;
  readonly erasures: Pick<ErasureStore, 'list'>;
}

export function eraseApp({ erase, erasures }: EraseAppDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  serve(app, ErasureRoutes.eraseHost, async (c) =>
    c.json(await erase(c.req.valid('json').host, nameOf(c.get('principal')))),
  );
  serve(app, ErasureRoutes.listErasures, async (c) => c.json(await erasures.list(c.req.valid('query'))));
  return app;
}
