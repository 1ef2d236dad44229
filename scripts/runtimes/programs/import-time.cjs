/** `import-time.cjs <what>`: milliseconds that requiring a package, or an empty module, takes. */
const what = process.argv[2] ?? "./empty.cjs";
const start = performance.now();
require(what);
console.log(performance.now() - start);
