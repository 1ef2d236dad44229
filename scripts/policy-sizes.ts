/**
 * The weight of each policy module of the ledger: how much larger `decide`, `apply` and `explain`
 * become with it, in bytes after minification and gzip. `npm run size` runs this on `dist`.
 */
import { join } from "node:path";
import { allPolicies } from "@tmf654/ledger/policies";
import { root } from "./packages.ts";

/** Runs size-limit on a configuration. The package size-limit has no types for this function. */
type Measure = (plugins: unknown, config: object) => Promise<readonly { readonly size?: number }[]>;

const load = async (name: string) => (await import(name)).default;
const measure: Measure = await load("size-limit");
const preset: unknown = await load("@size-limit/preset-small-lib");

/** The maximum size that a module may add. */
const LIMIT = 620;

const dist = join(root, "packages/ledger/dist");
const main = { [join(dist, "index.js")]: "{ decide, apply, explain }" };
const names = Object.keys(allPolicies);
const importTexts = [`{ ${names.join(", ")} }`, ...names.map((name) => `{ ${name} }`)];
const checks = [
  main,
  ...importTexts.map((importText) => ({ ...main, [join(dist, "policies.js")]: importText })),
].map((wanted) => ({ files: [], import: wanted, ignore: ["@tmf654/quantity"], gzip: true }));

const [base, all, ...modules] = (await measure(preset, { checks })).map(({ size = 0 }) => size);
if (base === undefined || all === undefined) throw new Error("size-limit measured nothing");

const addedBytes = modules.map((size, index) => [names[index] ?? "", size - base] as const);
console.log("\nThe policy modules of the ledger, added to decide, apply and explain:");
for (const [name, bytes] of [...addedBytes, ["all of them", all - base] as const]) {
  console.log(`  ${name.padEnd(16)} ${String(bytes).padStart(5)} B`);
}
const tooLargePolicies = addedBytes.filter(([, bytes]) => bytes > LIMIT || bytes <= 0);
for (const [name, bytes] of tooLargePolicies)
  console.error(`${name}: ${bytes} B is not in 1 to ${LIMIT} B: shorten the module`);
process.exitCode = tooLargePolicies.length === 0 ? 0 : 1;
