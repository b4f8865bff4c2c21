/** Lines and types of builds over HTTP. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { SymbolRoutes } from '../../shared/contract/api/symbols.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import { InputError } from '../../shared/errors.ts';
import { completeSymbols, createSymbols, getSymbols, readSymbols, removeSymbols } from './symbols.ts';
import type { SymbolsDeps } from './symbols.ts';

export function symbolsApp(deps: SymbolsDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  serve(app, SymbolRoutes.setSubsystems, async (c) => {
    const rules = c.req.valid('json');
    await deps.keepSubsystems(rules);
    return c.json({ subsystems: rules.subsystems.length, owners: rules.owners.length });
  });
  serve(app, SymbolRoutes.getSubsystems, async (c) =>
    c.json((await deps.subsystems.rules()) ?? { subsystems: [], owners: [] }),
  );
  serve(app, SymbolRoutes.createSymbols, async (c) => c.json(await createSymbols(c.req.valid('json'), deps)));
  serve(app, SymbolRoutes.completeSymbols, async (c) => {
    const wish = c.req.valid('json');
    if (wish.buildId !== c.req.valid('param').buildId) {
      throw new InputError('the address names another build', { field: 'buildId' });
    }
    return c.json(await completeSymbols(wish, nameOf(c.get('principal')), deps));
  });
  serve(app, SymbolRoutes.listSymbols, async (c) => {
    const query = c.req.valid('query');
    if (query.name !== undefined && query.release === undefined) {
      throw new InputError('a name is looked for in one release', { field: 'release' });
    }
    return c.json(await deps.store.list(query));
  });
  serve(app, SymbolRoutes.getSymbols, async (c) =>
    c.json(await getSymbols(c.req.valid('param').buildId, c.req.valid('query').part, deps)),
  );
  serve(app, SymbolRoutes.readSymbols, async (c) =>
    c.json(await readSymbols(c.req.valid('param').buildId, 'lines', deps)),
  );
  serve(app, SymbolRoutes.readTypes, async (c) =>
    c.json(await readSymbols(c.req.valid('param').buildId, 'types', deps)),
  );
  serve(app, SymbolRoutes.removeSymbols, async (c) => {
    await removeSymbols(c.req.valid('param').buildId, deps);
    return c.body(null, 204);
  });
  return app;
}
