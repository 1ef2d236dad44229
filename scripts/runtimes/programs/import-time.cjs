/** `import-time.cjs <what>`: what requiring a module takes, in milliseconds: of the processor, of the clock. */
const what = process.argv[2];
const before = process.cpuUsage();
const start = performance.now();
require(what);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall }));
