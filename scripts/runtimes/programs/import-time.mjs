/** `import-time.mjs <what>`: what importing a module takes, in milliseconds: of the processor, of the clock. */
const what = process.argv[2];
const before = process.cpuUsage();
const start = performance.now();
await import(what);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall }));
