import { describeAgent } from './agent-spec.ts';
import { shellNamed } from './harness.ts';

describeAgent(shellNamed('busybox ash'), false);
