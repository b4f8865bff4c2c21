import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * The address the console is reached under, with a closing slash: as configured, else as API Gateway says it was called.
 * What stands before `/v1/` is a stage, or the base path of a domain.
 */
export function baseUrl(
  { requestContext }: { readonly requestContext: Pick<APIGatewayProxyEvent['requestContext'], 'domainName' | 'path'> },
  publicUrl: string | undefined,
): URL {
  if (publicUrl !== undefined) return new URL(publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`);
  const { domainName, path } = requestContext;
  const prefix = path.slice(0, Math.max(0, path.indexOf('/v1/')));
  return new URL(`https://${domainName ?? 'localhost'}${prefix}/`);
}
