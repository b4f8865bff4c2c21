/**
 * How often a property is tried. `npm test` tries what fits a minute; with `PURGATORY_TESTS=thorough`, which continuous integration
 * sets, each is tried as often as finds what is seldom. No test is left out of either.
 */
const isThorough = process.env['PURGATORY_TESTS'] === 'thorough';

export const tries = (quick: number, thorough: number): number => (isThorough ? thorough : quick);
