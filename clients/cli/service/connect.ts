import type { CliContext } from '../context.ts';
import { serviceClient } from './client.ts';
import type { ServiceClient } from './client.ts';
import { howToSignIn, serviceToken, serviceUrl } from './settings.ts';
import type { ServiceOptions } from './url-option.ts';

/** A client for the service that options and environment name, with the caller's token. */
export async function connect(options: ServiceOptions, context: CliContext): Promise<ServiceClient> {
  const url = await serviceUrl(options, context);
  return serviceClient(url, await serviceToken(url, context), context, howToSignIn(context));
}
