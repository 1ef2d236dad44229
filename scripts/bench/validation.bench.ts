/** Structural validation against zod 4 and Ajv's ahead-of-time code; import time; rules. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bucket, listOf, topupBalanceCreate, topupBalanceCreateRequest } from "@tmf654/validation";
import { build } from "vite";
import { type Bench, compare, median, type Row } from "./harness.ts";
import { peersAreInstalled } from "./peers.ts";
import { ajvStandaloneFor, type SafeParse, zodFor } from "./validation-peers.ts";

const everyValidator = join(import.meta.dirname, "../../packages/validation/src/all.ts");

const party = { id: "p1", "@referredType": "Customer", name: "Ann", role: "agent" };

const create = {
  description: "monthly top-up",
  isAutoTopup: true,
  numberOfPeriods: 12,
  reason: "recurring",
  amount: { amount: 10, units: "EUR" },
  bucket: { id: "b1", href: "https://host/bucket/b1", name: "main" },
  channel: { id: "app", name: "app" },
  logicalResource: [{ id: "+32471000001" }, { id: "+32471000002", name: "second" }],
  partyAccount: { id: "a1", name: "prepaid", status: "active" },
  paymentMethod: { id: "card-1", "@type": "card" },
  product: [{ id: "p1", name: "gold" }],
  recurringPeriod: "monthly",
  requestor: party,
  usageType: "monetary",
  validFor: { startDateTime: "2026-01-01T00:00:00+01:00", endDateTime: "2026-12-31T23:59:59Z" },
  "@schemaLocation": "https://host/schema/topup.json",
  "x-operator": { kept: true },
};

const oneBucket = {
  id: "b1",
  href: "https://host/bucket/b1",
  confirmationDate: "2026-01-01T00:00:00Z",
  isShared: false,
  name: "data",
  remainingValue: { amount: 1.5, units: "GB" },
  reservedValue: { amount: 0, units: "GB" },
  status: "active",
  usageType: "data",
  validFor: { endDateTime: "2026-12-31T23:59:59Z" },
  product: [{ id: "p1" }],
  partyAccount: { id: "a1" },
  relatedParty: [party],
};

const cases = {
  valid: ["TopupBalance_Create", create],
  invalid: ["TopupBalance_Create", { ...create, amount: { amount: "10" } }],
  list: ["Bucket[]", Array.from({ length: 100 }, () => structuredClone(oneBucket))],
} as const;

const ourChecks = {
  TopupBalance_Create: topupBalanceCreate["~standard"].validate,
  "Bucket[]": listOf(bucket)["~standard"].validate,
} as const;

interface Peer {
  readonly name: string;
  readonly limits: Readonly<Record<string, number>>;
}

async function compareWithPeer(
  peer: Peer,
  checkFor: (name: string) => (value: unknown) => unknown,
) {
  const rows: Row[] = [];
  for (const [caseName, [name, value]] of Object.entries(cases)) {
    const ourCheck = ourChecks[name];
    const peerCheck = checkFor(name);
    const { peer: result } = await compare(
      { own: () => ourCheck(value), peer: () => peerCheck(value) },
      { base: "own", rounds: 30, calls: caseName === "list" ? 30 : 1000 },
    );
    const limit = peer.limits[caseName];
    rows.push({
      name: `${peer.name}, ${caseName}: time / our time`,
      value: result?.ratio ?? Number.NaN,
      unit: "×",
      ...(limit === undefined ? {} : { atLeast: limit }),
    });
  }
  return rows;
}

async function zodRows(): Promise<readonly Row[]> {
  if (!peersAreInstalled()) return [];
  const checks = async (jitless: boolean): Promise<(name: string) => SafeParse> => zodFor(jitless);
  const zodWithEval = { name: "zod 4", limits: { valid: 5, list: 7, invalid: 4 } };
  const zodWithoutEval = { name: "zod 4 without eval", limits: { valid: 15 } };
  return [
    ...(await compareWithPeer(zodWithEval, await checks(false))),
    ...(await compareWithPeer(zodWithoutEval, await checks(true))),
  ];
}

async function rulesRow(): Promise<Row> {
  const { rules } = await compare(
    {
      structure: () => topupBalanceCreate.check(create),
      rules: () => topupBalanceCreateRequest.check(create),
    },
    { base: "structure", rounds: 30 },
  );
  const value = rules?.ratio ?? Number.NaN;
  return { name: "structure and rules / structure only", value, unit: "×" };
}

/** Milliseconds of CPU that importing a module takes, in a separate process. */
function importCost(module: string): number {
  const program = `
    const start = process.cpuUsage();
    await import(${JSON.stringify(module)});
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000);`;
  const times = Array.from({ length: 15 }, () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", program])),
  );
  return median(times);
}

/**
 * Imports one file, as an app's bundler writes it. An empty module shows the cost of an import
 * itself.
 */
async function importRow(): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), "tmf654-bench-"));
  await build({
    configFile: false,
    logLevel: "silent",
    resolve: { conditions: ["@tmf654/source"] },
    build: {
      outDir: folder,
      lib: { entry: everyValidator, formats: ["es"], fileName: () => "all.mjs" },
    },
  });
  await writeFile(join(folder, "empty.mjs"), "");
  const value = importCost(join(folder, "all.mjs")) - importCost(join(folder, "empty.mjs"));
  await rm(folder, { recursive: true });
  return { name: "import of all, bundled, CPU time", value, unit: "ms", atMost: 4 };
}

export const bench: Bench = {
  title: "validation",
  run: async () => [
    ...(await zodRows()),
    ...(await compareWithPeer(
      { name: "Ajv standalone", limits: { valid: 1.1, invalid: 1.5 } },
      ajvStandaloneFor,
    )),
    await rulesRow(),
    await importRow(),
  ],
};
