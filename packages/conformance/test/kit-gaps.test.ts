/** Defects that this suite finds and the official kit does not, each with a server that has it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allMutants } from "./mutants/all.ts";
import { type Mutant, mutate } from "./mutants/mutant.ts";
import { failuresOf } from "./mutants/run-mutants.ts";
import { startMock } from "./support/mock-server.ts";
import { runOfficialKit } from "./support/official-kit.ts";

/** Mutants by name, and a case that notices each. */
const gaps: readonly { readonly $name: string; readonly caseId: string }[] = [
  { $name: "a top-up adds twice", caseId: "behaviour.topupBalance.adds" },
  {
    $name: "simultaneous reservations are all accepted",
    caseId: "behaviour.reserveBalance.atomic",
  },
  {
    $name: "a reservation does not change the balance",
    caseId: "behaviour.reserveBalance.reserves",
  },
  { $name: "Idempotency-Key is ignored", caseId: "behaviour.idempotency.charges-once" },
  {
    $name: "a filter on partyAccount.id is ignored",
    caseId: "guidelines.bucket.filter.by-partyAccount",
  },
  { $name: "fields returns description too", caseId: "guidelines.topupBalance.fields.one" },
  { $name: "offset is ignored", caseId: "guidelines.bucket.page.offset" },
  { $name: "lists have no X-Total-Count", caseId: "contract.bucket.list.total-count" },
  { $name: "a create has no Location", caseId: "contract.topupBalance.create.location" },
  {
    $name: "one resource has a number instead of a text",
    caseId: "contract.bucket.retrieve.schema",
  },
  {
    $name: "POST /topupBalance fills in a missing amount",
    caseId: "contract.topupBalance.create.without-amount",
  },
  { $name: "a 400 has an empty object", caseId: "contract.topupBalance.create.error-body" },
  { $name: "PATCH keeps the old reason", caseId: "contract.topupBalance.patch.applied" },
  { $name: "DELETE does nothing", caseId: "contract.topupBalance.delete.gone" },
  { $name: "TopupBalanceCreateEvent is never sent", caseId: "behaviour.event.create.topupBalance" },
];

const page = readFileSync(
  new URL("../../../docs/reference/official-kit.md", import.meta.url),
  "utf8",
);

test("there are at least eight defects, each on the page", () => {
  expect(gaps.length).toBeGreaterThanOrEqual(8);
  for (const { $name, caseId } of gaps) {
    expect(page).toContain($name);
    expect(page).toContain(`\`${caseId}\``);
  }
});

test("the kit accepts the mock, and finds defects that it asserts", async () => {
  const server = startMock();
  expect(await runOfficialKit(server)).toEqual([]);
  const broken = allMutants.find(({ name }) => name === "lists respond with 202") as Mutant;
  expect(await runOfficialKit(mutate(server, broken))).not.toEqual([]);
  await server.close();
});

test.each(gaps)("$$name: this suite finds it, the kit does not", async ({ $name, caseId }) => {
  const mutant = allMutants.find(({ name }) => name === $name) as Mutant;
  const server = startMock();
  expect(await runOfficialKit(mutate(server, mutant))).toEqual([]);
  await server.close();
  expect(await failuresOf(mutant)).toContain(caseId);
});
