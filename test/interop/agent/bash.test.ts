import { describeAgent } from './agent-spec.ts';
import { shellNamed } from './harness.ts';

describeAgent(shellNamed('bash --posix'), false);
