import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * The address the console is reached under, with a closing slash: as configured, else as API Gateway says it was called.
 * `requestContext.path` is the whole path with stage or base path, `path` the part that the resources see.
 */
export function baseUrl(
  event: Pick<APIGatewayProxyEvent, 'path'> & {
    readonly requestContext: Pick<APIGatewayProxyEvent['requestContext'], 'domainName' | 'path'>;
  },
  publicUrl: string | undefined,
): URL {
  if (publicUrl !== undefined) return new URL(publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`);
  const { domainName, path } = event.requestContext;
  const prefix = path.endsWith(event.path) ? path.slice(0, path.length - event.path.length) : '';
  return new URL(`https://${domainName ?? 'localhost'}${prefix}/`);
}
