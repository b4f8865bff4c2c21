/**
 * What only AWS would show, held by the templates: no emulator checks these. One file for all, because synthesis is what takes time.
 * Each truth names the page of AWS that it is taken from.
 */
import { beforeAll } from '@jest/globals';
import { world } from './world.ts';
import './truths/alarms.ts';
import './truths/alarm-metrics.ts';
import './truths/concurrency.ts';
import './truths/throttles.ts';
import './truths/delivery.ts';
import './truths/environment.ts';
import './truths/locks.ts';
import './truths/rights.ts';
import './truths/signing.ts';

// The others are made when they are first asked for.
beforeAll(() => {
  world();
});
