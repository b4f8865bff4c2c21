// Where things are. Everything that start-up writes is under .purgatory, which git ignores.
import { join } from 'node:path';

export const top = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..', '..');
export const state = join(top, '.purgatory');
export const venv = join(state, 'venv');
export const venvPython = join(venv, 'bin', 'python');
export const node24 = join(top, 'node_modules', 'node', 'bin', 'node');
export const requirements = join(top, 'infra', 'local', 'requirements.lock');
export const uvRequirements = join(top, 'infra', 'local', 'uv.lock');
export const plugin = join(top, 'infra', 'local', 'plugin');
