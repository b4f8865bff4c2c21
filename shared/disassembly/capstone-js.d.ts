/** The library comes without types: what is used of it is in `capstone.ts`. */
declare module '@alexaltea/capstone-js' {
  const start: (settings: { readonly wasmBinary: Uint8Array | undefined }) => Promise<unknown>;
  export default start;
}
