export function watchAncestors(ended: () => void): void;
