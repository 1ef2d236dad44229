/** Every entry with `require`, then with `import`. Prints what it found. */
const entries = [
  "client",
  "client/http",
  "client/validation",
  "client/middleware",
  "client/events",
  "contract",
  "ledger",
  "ledger/development",
  "ledger/trace",
  "mock",
  "mock/node",
  "mock/control",
  "mock/jest",
  "mock/postgres",
  "mock/sqlite",
  "quantity",
  "validation",
  "validation/all",
  "validation/fields",
  "validation/json-schema",
  "validation/normalize",
];

async function run() {
  for (const entry of entries) {
    const name = `@tmf654/${entry}`;
    const names = [Object.keys(require(name)), Object.keys(await import(name))];
    for (const name_ of names[0]) {
      if (!names[1].includes(name_)) throw new Error(`${name}: import has no ${name_}`);
    }
  }
  const { createMock } = require("@tmf654/mock");
  const content = createMock().counts().buckets > 0 ? "the mock has buckets" : "no buckets";
  console.log(`${entries.length} entries; ${content}`);
}

run();
