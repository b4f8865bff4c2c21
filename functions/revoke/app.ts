/** Revocations over HTTP. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { decideChange } from '../../shared/aws/images/changes/decide.ts';
import { carryOutDue } from '../../shared/aws/images/changes/due.ts';
import { proposeChange, publicChange } from '../../shared/aws/images/changes/propose.ts';
import { RevocationRoutes } from '../../shared/contract/api/images.ts';
import { personOf } from '../../shared/contract/people.ts';
import { revocationChanges } from './changing.ts';
import type { RevokeDeps } from './ports.ts';
import { previewRevocation } from './preview.ts';
import { listRevocations } from './revoke.ts';

export function revokeApp(deps: RevokeDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  const executor = revocationChanges(deps);
  serve(app, RevocationRoutes.listRevocations, async (c) => {
    // Whoever fetches the files has those of revocations whose time has come.
    await carryOutDue(deps, executor);
    return c.json(await listRevocations(deps));
  });
  serve(app, RevocationRoutes.previewRevocation, async (c) =>
    c.json(await previewRevocation(c.req.valid('json'), deps)),
  );
  serve(app, RevocationRoutes.proposeRevocation, async (c) => {
    const by = personOf(c.get('principal'));
    const { target, ...why } = c.req.valid('json');
    const proposal = { kind: 'revocation' as const, target };
    return c.json(await publicChange(by, await proposeChange(by, { proposal, ...why }, deps, executor), deps), 201);
  });
  serve(app, RevocationRoutes.decideRevocation, async (c) => {
    const by = personOf(c.get('principal'));
    const decided = await decideChange(by, c.req.valid('param').id, c.req.valid('json'), deps, executor);
    return c.json(await publicChange(by, decided, deps));
  });
  return app;
}
