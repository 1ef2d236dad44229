import { describe, expect, test } from "vitest";
import {
  createApi,
  createStoppedMock,
  money,
} from "../../../packages/mock/test/behaviour/setup.ts";
import { sendTo } from "../../../packages/mock/test/support/send.ts";
import { type OperationRow, operationRows } from "../contract-operations.ts";
import { bundleDocument } from "../document.ts";
import { clientMethods } from "./client-methods.ts";
import { eventTypesOf } from "./event-kinds.ts";
import { emitOperationsPage } from "./operations.ts";

const document = await bundleDocument("spec/openapi.yaml");
const rows = operationRows(document);
const { "docs/reference/operations.md": page = "" } = await emitOperationsPage(document);

const sectionOf = (heading: string): string => page.split(`\n### ${heading}\n`)[1] ?? "";

test("the contract has 40 operations", () => {
  expect(rows).toHaveLength(40);
});

test.each(rows)("$id has a section with its request and each status", (row) => {
  const [section = ""] = sectionOf(row.id).split("\n### ");
  expect(section).toContain(`\`${row.method} ${row.path}\``);
  if (row.body !== null) expect(section).toContain(`Request body: \`${row.body}\``);
  for (const status of row.statuses) expect(section).toMatch(new RegExp(`(?:- |\`)${status}[: ]`));
  for (const [, link = ""] of section.matchAll(/\[`\d+ (\w+)`\]\(#/g)) {
    expect(sectionOf(link)).toContain("- Status: ");
  }
});

test("each operation that a client sends has a method", async () => {
  const methods = await clientMethods();
  const sent = rows.filter(({ action }) => action !== "notify").map(({ id }) => id);
  expect([...methods.keys()].sort()).toEqual(sent.sort());
  expect(methods.get("patchReserveBalance")).toBe("client.reserveBalance.update");
});

describe("the events of an operation are those that the mock sends", () => {
  const delayMs = { topup: 60_000, adjust: 60_000, transfer: 60_000 };
  const profile = { name: "slow", extends: "reference", ledger: { delayMs } } as const;
  const end = { status: "cancelled", reason: "r" };

  /** Returns the types of the events of a call on a new mock. */
  async function eventsOf(row: OperationRow, units: string): Promise<readonly string[]> {
    const mock = createStoppedMock({ profile });
    const types: string[] = [];
    mock.events.listen(({ eventType }) => types.push(eventType));
    const api = createApi(sendTo(mock));
    const { json } = await createAction(api, row.resource, money(1, units));
    const sent = types.length;
    if (row.action === "patch") await api.patch(row.resource, json.id, end);
    if (row.action === "delete") await api.remove(row.resource, json.id);
    await mock.close();
    return row.action === "create" ? types : types.slice(sent);
  }

  const writes = rows.filter(({ action }) => ["create", "patch", "delete"].includes(action));
  test.each(writes)("$id", async (row) => {
    // The bucket is in EUR, so an amount in SEK is refused.
    const units = row.action === "create" ? ["EUR", "SEK"] : ["EUR"];
    const sent = await Promise.all(units.map((unit) => eventsOf(row, unit)));
    expect(eventTypesOf(document, row)).toEqual(sent.flat());
  });
});

function createAction(api: ReturnType<typeof createApi>, resource: string, amount: object) {
  if (resource === "topupBalance") return api.topup("ana-main", amount);
  if (resource === "adjustBalance") return api.adjust("ana-main", amount);
  if (resource === "reserveBalance") return api.reserve("ana-main", amount);
  return api.transfer("ana-main", "liam-main", amount);
}
