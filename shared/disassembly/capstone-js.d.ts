/** The library comes without types: what is used of it is in `capstone.ts`. */
declare module '@alexaltea/capstone-js' {
  const start: () => Promise<unknown>;
  export default start;
}
