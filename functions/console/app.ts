/** The read API over HTTP, with what people decide: each route calls one use-case. */
import { apiApp, serve } from '../../shared/aws/http/app.ts';
import type { ApiApp, ApiContext, ApiOptions } from '../../shared/aws/http/app.ts';
import { ConsoleRoutes } from '../../shared/contract/api/console.ts';
import { ExploreRoutes } from '../../shared/contract/api/explore.ts';
import { FleetRoutes } from '../../shared/contract/api/fleet.ts';
import { SilenceRoutes } from '../../shared/contract/api/silences.ts';
import { TOTAL_BYTES_HEADER } from '../../shared/contract/headers.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import { openApiDocument } from '../../shared/contract/api/document.ts';
import { alertRouteHistory, setAlertRoutes, testAlertRoute } from './alert-routes.ts';
import { actOnCrash, listCrashes, listSimilar } from './crashes.ts';
import { groupCrash } from './grouping.ts';
import {
  downloadDump,
  getDump,
  getCrashKernelLog,
  getLog,
  getReport,
  getReportPiece,
  getTriage,
  listDumps,
  listQuestions,
} from './dumps.ts';
import type { Content } from './dumps.ts';
import { enrolHost, listHosts, revokeHost } from './hosts.ts';
import { fleetView } from './fleet.ts';
import { getKernel, listKernelHosts, listKernels, setKernelUsage } from './kernels.ts';
import type { ConsoleDeps } from './ports.ts';
import { regroup } from './regroup.ts';
import { silenceHost, unsilenceHost } from './silences.ts';

export function consoleApp(deps: ConsoleDeps, options: ApiOptions): ApiApp {
  const app = apiApp(options);
  addCrashes(app, deps);
  addDumps(app, deps);
  addAlertRoutes(app, deps);
  addWantedPolicy(app, deps);
  addHosts(app, deps);
  addSilences(app, deps);
  addFleet(app, deps);
  app.get('/v1/openapi.json', (c) => c.json(openApiDocument()));
  return app;
}

function addCrashes(app: ApiApp, deps: ConsoleDeps): void {
  serve(app, ConsoleRoutes.listCrashes, async (c) => c.json(await listCrashes(c.req.valid('query'), deps)));
  serve(app, ConsoleRoutes.getCrash, async (c) => c.json(await deps.crashes.get(c.req.valid('param').id)));
  serve(app, ConsoleRoutes.listOccurrences, async (c) => {
    const { id } = c.req.valid('param');
    await deps.crashes.get(id);
    return c.json(await deps.crashes.occurrences(id, c.req.valid('query')));
  });
  serve(app, ConsoleRoutes.actOnCrash, async (c) => {
    return c.json(await actOnCrash(c.get('principal'), c.req.valid('param').id, c.req.valid('json'), deps));
  });
  serve(app, ConsoleRoutes.regroupCrashes, async (c) => c.json(await regroup(c.req.valid('json'), deps.regroup)));
  serve(app, ConsoleRoutes.annotateCrash, async (c) => {
    const by = nameOf(c.get('principal'));
    return c.json(await deps.crashes.annotate(c.req.valid('param').id, c.req.valid('json'), by));
  });
  serve(app, ConsoleRoutes.groupCrash, async (c) => {
    return c.json(await groupCrash(c.get('principal'), c.req.valid('param').id, c.req.valid('json'), deps.grouping));
  });
  serve(app, ConsoleRoutes.listSimilarCrashes, async (c) => {
    return c.json(await listSimilar(c.req.valid('param').id, deps));
  });
}

function addDumps(app: ApiApp, deps: ConsoleDeps): void {
  serve(app, ConsoleRoutes.listDumps, async (c) => c.json(await listDumps(c.req.valid('query'), deps)));
  serve(app, ConsoleRoutes.getDump, async (c) => c.json(await getDump(c.req.valid('param').id, deps)));
  serve(app, ConsoleRoutes.getReport, async (c) => {
    const gzip = acceptsGzip(c);
    return passOn(c, await getReport(c.req.valid('param').id, { gzip }, deps), 'application/json');
  });
  serve(app, ConsoleRoutes.getReportPiece, async (c) => {
    const { bytes, totalBytes, etag } = await getReportPiece(
      c.req.valid('param').id,
      c.req.valid('query').offset,
      deps,
    );
    const headers = { 'content-type': 'application/gzip', [TOTAL_BYTES_HEADER]: String(totalBytes), etag };
    return new Response(Buffer.from(bytes), { headers });
  });
  serve(app, ConsoleRoutes.getCrashKernelLog, async (c) => {
    return passOn(c, await getCrashKernelLog(c.req.valid('param').id, deps), 'text/plain; charset=utf-8');
  });
  serve(app, ConsoleRoutes.getLog, async (c) => {
    return passOn(c, await getLog(c.req.valid('param').id, deps), 'text/plain; charset=utf-8');
  });
  serve(app, ConsoleRoutes.getTriage, async (c) => c.json(await getTriage(c.req.valid('param').id, deps)));
  serve(app, ExploreRoutes.listQuestions, async (c) => {
    return c.json(await listQuestions(c.req.valid('param').id, c.req.valid('query'), deps));
  });
  serve(app, ConsoleRoutes.downloadDump, async (c) => c.json(await downloadDump(c.req.valid('param').id, deps)));
}

function addAlertRoutes(app: ApiApp, deps: ConsoleDeps): void {
  serve(app, ConsoleRoutes.getAlertRoutes, async (c) => c.json((await deps.routeHistory.routes()) ?? { routes: [] }));
  serve(app, ConsoleRoutes.setAlertRoutes, async (c) => {
    return c.json(await setAlertRoutes(c.get('principal'), c.req.valid('json'), deps));
  });
  serve(app, ConsoleRoutes.getAlertRouteHistory, async (c) => {
    return c.json(await alertRouteHistory(c.req.valid('query').limit, deps));
  });
  serve(app, ConsoleRoutes.testAlertRoute, async (c) => {
    return c.json(await testAlertRoute(c.get('principal'), c.req.valid('json').test, deps));
  });
}

function addWantedPolicy(app: ApiApp, { wantedPolicy }: ConsoleDeps): void {
  serve(app, ConsoleRoutes.getWantedPolicy, async (c) => c.json(await wantedPolicy.get()));
  serve(app, ConsoleRoutes.setWantedPolicy, async (c) => {
    const policy = c.req.valid('json');
    await wantedPolicy.set(policy);
    return c.json(policy);
  });
}

function addHosts(app: ApiApp, deps: ConsoleDeps): void {
  serve(app, ConsoleRoutes.listHosts, async (c) => c.json(await listHosts(c.req.valid('query'), deps)));
  serve(app, ConsoleRoutes.listOccurrencesOfHost, async (c) => {
    return c.json(await deps.crashes.occurrencesOfHost(c.req.valid('param').host, c.req.valid('query')));
  });
  serve(app, ConsoleRoutes.listRefusals, async (c) => c.json(await deps.refusals.list(c.req.valid('query'))));
  serve(app, ConsoleRoutes.enrolHost, async (c) => {
    return c.json(await enrolHost(c.get('principal'), c.req.valid('json'), deps), 201);
  });
  serve(app, ConsoleRoutes.revokeHost, async (c) => {
    await revokeHost(c.get('principal'), c.req.valid('param').host, deps);
    return c.body(null, 204);
  });
}

function addSilences(app: ApiApp, deps: ConsoleDeps): void {
  const { silences } = deps;
  serve(app, SilenceRoutes.listSilences, async (c) => c.json({ silences: [...(await silences.list())] }));
  serve(app, SilenceRoutes.getSilenceHistory, async (c) => {
    return c.json({ changes: [...(await silences.changes(c.req.valid('query').limit))] });
  });
  serve(app, SilenceRoutes.silenceHost, async (c) => {
    return c.json(await silenceHost(c.get('principal'), c.req.valid('param').host, c.req.valid('json'), deps));
  });
  serve(app, SilenceRoutes.unsilenceHost, async (c) => {
    await unsilenceHost(c.get('principal'), c.req.valid('param').host, deps);
    return c.body(null, 204);
  });
}

function addFleet(app: ApiApp, deps: ConsoleDeps): void {
  serve(app, FleetRoutes.listKernels, async (c) => c.json(await listKernels(c.req.valid('query'), deps)));
  serve(app, FleetRoutes.getKernel, async (c) => c.json(await getKernel(c.req.valid('param').buildId, deps)));
  serve(app, FleetRoutes.listKernelHosts, async (c) => {
    return c.json(await listKernelHosts(c.req.valid('param').buildId, c.req.valid('query'), deps));
  });
  serve(app, FleetRoutes.setKernelUsage, async (c) => {
    return c.json(await setKernelUsage(c.req.valid('param').buildId, c.req.valid('json').hostDays, deps));
  });
  serve(app, FleetRoutes.getFleet, async (c) => c.json(await fleetView(deps)));
}

function acceptsGzip(c: ApiContext): boolean {
  return /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0+)?\s*(,|$))|,|$)/i.test(c.req.header('accept-encoding') ?? '');
}

function passOn(c: ApiContext, content: Content, contentType: string): Response {
  if (content.kind === 'elsewhere') return c.redirect(content.url, 302);
  return new Response(Buffer.from(content.bytes), {
    headers: { 'content-type': contentType, ...(content.gzip ? { 'content-encoding': 'gzip' } : {}) },
  });
}
