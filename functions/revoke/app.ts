/** Revocations over HTTP. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { RevocationRoutes } from '../../shared/contract/api/images.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { RevokeDeps } from './ports.ts';
import { previewRevocation } from './preview.ts';
import { listRevocations, revoke } from './revoke.ts';

export function revokeApp(deps: RevokeDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  serve(app, RevocationRoutes.listRevocations, async (c) => c.json(await listRevocations(deps)));
  serve(app, RevocationRoutes.previewRevocation, async (c) =>
    c.json(await previewRevocation(c.req.valid('json'), deps)),
  );
  serve(app, RevocationRoutes.revoke, async (c) => {
    return c.json(await revoke(nameOf(c.get('principal')), c.req.valid('json'), deps), 201);
  });
  return app;
}
