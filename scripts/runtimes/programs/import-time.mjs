/** `import-time.mjs <what>`: the milliseconds to import a module, in CPU time and in wall time. */
const what = process.argv[2];
const before = process.cpuUsage();
const start = performance.now();
await import(what);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall }));
