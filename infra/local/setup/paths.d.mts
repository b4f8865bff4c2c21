export const top: string;
export const state: string;
export const venv: string;
export const venvPython: string;
export const node24: string;
export const requirements: string;
export const uvRequirements: string;
export const plugin: string;
