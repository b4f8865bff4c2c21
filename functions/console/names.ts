/** What the stack and the handler must call by the same name. */
export const ConsoleEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  ImageTable: 'IMAGE_TABLE',
  FleetTable: 'FLEET_TABLE',
  BusName: 'BUS_NAME',
  HostTokenDays: 'HOST_TOKEN_DAYS',
  /** Where people open the console, when a domain is in front of the API. */
  PublicUrl: 'PUBLIC_URL',
  OidcClientId: 'OIDC_CLIENT_ID',
  /** `true`: alerts may go to private addresses and by plain http. */
  PrivateWebhooks: 'PRIVATE_WEBHOOKS',
} as const;

export const ConsoleMetric = {
  HostsEnrolled: 'HostsEnrolled',
  CrashesChanged: 'CrashesChanged',
} as const;

/** Folder beside the function's code that holds the built page. */
export const WEB_FOLDER = 'web';
