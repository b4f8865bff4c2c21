/** The signing API over HTTP: each route calls one use-case. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiOptions } from '../../shared/aws/http/app.ts';
import { ChangeRoutes } from '../../shared/contract/api/changes.ts';
import { ImageRoutes } from '../../shared/contract/api/images.ts';
import { personOf } from '../../shared/contract/people.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import { decideImage } from './decide.ts';
import { initKeys, listKeys, requestCertificate } from './keys.ts';
import { decideChange } from '../../shared/aws/images/changes/decide.ts';
import { carryOutDue } from '../../shared/aws/images/changes/due.ts';
import { listChanges, proposeChange, publicChange, showChange } from '../../shared/aws/images/changes/propose.ts';
import { inForce, signingChanges } from './changing.ts';
import type { SignDeps } from './ports.ts';
import { getImage, getSignature, listImages, proveImage, publicPart } from './register.ts';
import { createImage, submitImage } from './request.ts';

export function signApp(stored: SignDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  const deps = inForce(stored);
  addChanges(app, stored);
  addImages(app, deps);
  addLog(app, deps);
  addKeys(app, deps);
  return app;
}

function addImages(app: ApiApp, deps: SignDeps): void {
  serve(app, ImageRoutes.createImage, async (c) => {
    const { image, ...rest } = await createImage(personOf(c.get('principal')), c.req.valid('json'), deps);
    return c.json({ image: publicPart(await deps.register.require(image.id)), ...rest }, 201);
  });
  serve(app, ImageRoutes.submitImage, async (c) => {
    const { id } = await submitImage(personOf(c.get('principal')), c.req.valid('param').id, deps);
    return c.json(await getImage(personOf(c.get('principal')), id, deps));
  });
  serve(app, ImageRoutes.decideImage, async (c) => {
    const person = personOf(c.get('principal'));
    const { id } = await decideImage(person, c.req.valid('param').id, c.req.valid('json'), deps);
    return c.json(await getImage(person, id, deps));
  });
  serve(app, ImageRoutes.listImages, async (c) => {
    return c.json(await listImages(personOf(c.get('principal')), c.req.valid('query'), deps));
  });
  serve(app, ImageRoutes.getImage, async (c) => {
    return c.json(await getImage(personOf(c.get('principal')), c.req.valid('param').id, deps));
  });
  serve(app, ImageRoutes.getSignature, async (c) => c.json(await getSignature(c.req.valid('param').id, deps)));
  serve(app, ImageRoutes.getPolicy, async (c) => c.json(await deps.settings.policy()));
}

function addLog(app: ApiApp, deps: SignDeps): void {
  serve(app, ImageRoutes.proveImage, async (c) => c.json(await proveImage(c.req.valid('param').id, deps)));
  serve(app, ImageRoutes.getCheckpoint, async (c) => c.text(await deps.log.checkpoint()));
  serve(app, ImageRoutes.getConsistency, async (c) => {
    return c.json(await deps.log.proveConsistency(c.req.valid('query').from));
  });
}

function addKeys(app: ApiApp, deps: SignDeps): void {
  serve(app, ImageRoutes.listKeys, async (c) => {
    await carryOutDue(deps, signingChanges(deps));
    return c.json(await listKeys(deps));
  });
  serve(app, ImageRoutes.getPcrKey, async (c) => c.json(await deps.signer.pcrKeys()));
  serve(app, ImageRoutes.initKeys, async (c) => {
    return c.json(await initKeys(nameOf(c.get('principal')), c.req.valid('json'), deps));
  });
  serve(app, ImageRoutes.requestCertificate, async (c) => {
    return c.json(await requestCertificate(nameOf(c.get('principal')), c.req.valid('json'), deps));
  });
}

function addChanges(app: ApiApp, deps: SignDeps): void {
  const executor = signingChanges(deps);
  serve(app, ChangeRoutes.proposeChange, async (c) => {
    const by = personOf(c.get('principal'));
    return c.json(await publicChange(by, await proposeChange(by, c.req.valid('json'), deps, executor), deps), 201);
  });
  serve(app, ChangeRoutes.listChanges, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    return c.json(await listChanges(personOf(c.get('principal')), { limit, before: cursor }, deps));
  });
  serve(app, ChangeRoutes.getChange, async (c) => {
    return c.json(await showChange(personOf(c.get('principal')), c.req.valid('param').id, deps));
  });
  serve(app, ChangeRoutes.decideChange, async (c) => {
    const by = personOf(c.get('principal'));
    const decided = await decideChange(by, c.req.valid('param').id, c.req.valid('json'), deps, executor);
    return c.json(await publicChange(by, decided, deps));
  });
}
