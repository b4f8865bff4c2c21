/** What esbuild is not told by the sources: the same for the functions' bundles and the command line's. */

/** The file that Capstone's JavaScript looks for in its own folder: a bundle that has the one needs the other beside it. */
export const CAPSTONE_WASM = 'capstone.wasm';

const CAPSTONE = 'node_modules/@alexaltea/capstone-js/dist';

/**
 * @param inputs files of which a bundle was made, from the top of the checkout
 * @returns the file that has to lie beside that bundle, from the top too; undefined where it needs none
 */
export function wasmOf(inputs: Iterable<string>): string | undefined {
  return [...inputs].includes(`${CAPSTONE}/capstone.js`) ? `${CAPSTONE}/${CAPSTONE_WASM}` : undefined;
}
