/**
 * Which inputs properties are tried with: anew in each run, or, with `PURGATORY_SEED=NUMBER`, the same each time. Continuous
 * integration takes the number from the commit, so that what failed there fails wherever that commit is looked at.
 */
export async function seedProperties(given: string | undefined): Promise<void> {
  if (given === undefined || given === '') return;
  const seed = Number(given);
  if (!Number.isInteger(seed)) throw new Error(`PURGATORY_SEED is a whole number, not ${JSON.stringify(given)}`);
  const { configureGlobal, readConfigureGlobal } = await import('fast-check');
  configureGlobal({ ...readConfigureGlobal(), seed });
}

await seedProperties(process.env['PURGATORY_SEED']);
