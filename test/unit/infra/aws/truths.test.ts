/**
 * What only AWS would show, held by the templates: no emulator checks these. One file for all, because synthesis is what takes time.
 * Each truth names the page of AWS that it is taken from.
 */
import './truths/alarms.ts';
import './truths/concurrency.ts';
import './truths/throttles.ts';
