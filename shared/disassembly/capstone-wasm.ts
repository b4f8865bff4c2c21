/** The file that Capstone's JavaScript looks for in its own folder: a bundle that has the one needs the other beside it. */
export const CAPSTONE_WASM = 'capstone.wasm';

const FOLDER = 'node_modules/@alexaltea/capstone-js/dist';

/**
 * @param inputs files of which a bundle was made, from the top of the checkout
 * @returns the file that has to lie beside that bundle, from the top too; undefined where it needs none
 */
export function wasmOf(inputs: Iterable<string>): string | undefined {
  return [...inputs].includes(`${FOLDER}/capstone.js`) ? `${FOLDER}/${CAPSTONE_WASM}` : undefined;
}
