/** The option of every verb that speaks to the service. Apart from the rest, so that naming it loads nothing. */
export interface ServiceOptions {
  readonly url?: string | undefined;
}

export const URL_OPTION = [
  '--url <URL>',
  'address of the service (default: PURGATORY_URL, else of the last login)',
] as const;
