/** `node test/bench/cost-tables.ts`: the tables of docs/cost.md anew from what was counted, after a price has changed. */
import { readFileSync } from 'node:fs';
import { COUNTS, writePage } from './cost/tables.ts';
import type { Run } from './cost/model.ts';

writePage(JSON.parse(readFileSync(COUNTS, 'utf8')) as Run[]);
