import { TransientError } from '../../../shared/errors.ts';

/** The service may have taken it, and did not say so: what is sent once more says that it may have been sent before. */
export class MaybeSentError extends TransientError {}
