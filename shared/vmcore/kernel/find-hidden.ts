/** Gives a kernel whose kallsyms holds functions only the names of the data that reports and questions begin at. */
import { BASIC_RECIPES } from './hidden-basics.ts';
import { LIST_RECIPES } from './hidden-lists.ts';
import { findInCode } from './hidden-symbols.ts';
import { DEPENDENT_RECIPES, TABLE_RECIPES } from './hidden-tables.ts';
import type { Kernel } from './kernel.ts';

/** What can't be told from its neighbours stays without a name. */
export async function findHidden(kernel: Kernel): Promise<void> {
  kernel.addSymbols(await findInCode(kernel, [...BASIC_RECIPES, ...LIST_RECIPES, ...TABLE_RECIPES]));
  kernel.addSymbols(await findInCode(kernel, DEPENDENT_RECIPES));
}
