// The project's own Node, started by another one: runs the entry it is given.
const [entry, ...args] = process.argv.slice(2);
const { main } = await import(entry);
process.exit(await main(args));
