/** `import-time.mjs <what>`: milliseconds that importing a package, or an empty module, takes. */
const what = process.argv[2] ?? "./empty.mjs";
const start = performance.now();
await import(what);
console.log(performance.now() - start);
