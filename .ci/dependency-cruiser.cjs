// Import directions: clients, functions -> shared/aws -> shared pure cores; infra names handlers by path only.
const PURE = '^shared/(bytes|codecs|contract|domain|render|report-view|symbols|vmcore|panic|authenticode)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'two files may know each other by type only: nothing of that is left when they run',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-stands-alone',
      comment: 'shared/ is what several functions and clients use; it never looks up at them',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|clients|test)/' },
    },
    {
      name: 'pure-cores-know-nothing-of-aws',
      severity: 'error',
      from: { path: PURE },
      to: { path: '^(shared/aws/|node_modules/(@aws-sdk|@aws-lambda-powertools|@middy|@smithy|aws-cdk-lib)/)' },
    },
    {
      name: 'functions-do-not-import-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'clients-do-not-import-functions-or-infra',
      severity: 'error',
      from: { path: '^clients/' },
      to: { path: '^(functions|infra)/' },
    },
    {
      name: 'infra-names-handlers-by-path-only',
      comment: 'names.ts (environment and metric names) is the one thing a stack shares with a handler',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(functions|clients)/', pathNot: '/names\\.ts$' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(shared|functions|infra|clients)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out[^/]*|\\.purgatory|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
