/** The OpenAPI 3.1 document, made from the very routes that the functions serve. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { RouteConfig } from '@hono/zod-openapi';
import { ChangeRoutes } from './changes.ts';
import { ConsoleRoutes } from './console.ts';
import { ErasureRoutes } from './erasures.ts';
import { ExploreRoutes } from './explore.ts';
import { FleetRoutes } from './fleet.ts';
import { ImageRoutes, RevocationRoutes, VerifyRoutes } from './images.ts';
import { documented } from './route.ts';
import { SilenceRoutes } from './silences.ts';
import { SymbolRoutes } from './symbols.ts';
import { UploadRoutes } from './uploads.ts';

const ROUTES = [
  ...Object.values(UploadRoutes),
  ...Object.values(ConsoleRoutes),
  ...Object.values(SilenceRoutes),
  ...Object.values(ExploreRoutes),
  ...Object.values(FleetRoutes),
  ...Object.values(ErasureRoutes),
  ...Object.values(ImageRoutes),
  ...Object.values(ChangeRoutes),
  ...Object.values(VerifyRoutes),
  ...Object.values(RevocationRoutes),
  ...Object.values(SymbolRoutes),
];

/** `more`: routes that are not in the contract, such as the console's sign-in. */
export function openApiDocument(more: readonly RouteConfig[] = []) {
  const app = new OpenAPIHono();
  for (const route of [...ROUTES.map(documented), ...more]) app.openAPIRegistry.registerPath(route);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: "A host's token (`pgh1.…`), or a person's or pipeline's OIDC token",
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Purgatory',
      version: '1',
      description:
        'Crash dumps of a Linux fleet: sent, named, grouped, examined. Its kernels: signed, verified, revoked.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    // Relative to where the document was found: …/v1/openapi.json.
    servers: [{ url: '..' }],
  });
}
