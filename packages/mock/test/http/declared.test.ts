/** A strict reader of the contract understands everything that the mock sends. */
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { base } from "../support/send.ts";
import { findUndeclared, undeclaredParts } from "../support/undeclared.ts";

type Mock = ReturnType<typeof createMock>;

interface Sent {
  readonly id?: string;
  readonly undeclared: readonly string[];
}

/** Sends a request and returns what its response has beyond the contract. */
async function send(
  mock: Mock,
  operationId: string,
  path: string,
  init: RequestInit & { readonly body?: string } = {},
): Promise<Sent> {
  const headers = { "content-type": "application/json", ...init.headers };
  const response = await mock.fetch(
    new Request(`http://mock.test${base}${path}`, { ...init, headers }),
  );
  const body = await response.text();
  const { status } = response;
  const undeclared = undeclaredParts({
    operationId,
    status,
    headers: Object.fromEntries(response.headers),
    body,
  });
  const { id } = (body === "" ? {} : JSON.parse(body)) as { readonly id?: string };
  return { undeclared, ...(id !== undefined && { id }) };
}

const post = (body: object) => ({ method: "POST", body: JSON.stringify(body) });
const patch = (body: object) => ({ method: "PATCH", body: JSON.stringify(body) });

const resources = [
  "bucket",
  "accumulatedBalance",
  "topupBalance",
  "adjustBalance",
  "transferBalance",
  "reserveBalance",
  "balanceActionHistory",
];

const nameOf = (resource: string) => resource.charAt(0).toUpperCase() + resource.slice(1);

describe("responses have only declared members and headers", () => {
  test("in a list, a page, one resource or a 304 of every resource", async () => {
    const mock = createMock({ scenario: "busy-history,family-shared" });
    for (const resource of resources) {
      const list = `list${nameOf(resource)}`;
      for (const query of ["", "?limit=1", "?offset=1&limit=1", "?fields=id", "?nope=1"]) {
        expect((await send(mock, list, `/${resource}${query}`)).undeclared).toEqual([]);
      }
      const whole = await mock.fetch(new Request(`http://mock.test${base}/${resource}`));
      const headers = { "if-none-match": whole.headers.get("etag") ?? "" };
      expect((await send(mock, list, `/${resource}`, { headers })).undeclared).toEqual([]);
      const [first] = (await whole.json()) as { readonly id: string }[];
      if (first === undefined) continue;
      const one = await send(mock, `retrieve${nameOf(resource)}`, `/${resource}/${first.id}`);
      expect(one.undeclared).toEqual([]);
    }
    await mock.close();
  });

  test("of a reservation that was consumed, on its resource and in the history", async () => {
    const mock = createMock();
    const query = { where: undefined, sort: [], offset: 0, limit: 100, fields: undefined };
    const bucket = mock.engine
      .list("bucket", query)
      .items.find(({ usageType, status }) => usageType === "monetary" && status === "active");
    const { id: bucketId, partyAccount } = bucket as unknown as {
      readonly id: string;
      readonly partyAccount: { readonly id: string };
    };
    const reserve = {
      amount: { amount: 2, units: "EUR" },
      usageType: "monetary",
      bucket: { id: bucketId },
      partyAccount: { id: partyAccount.id },
    };
    const held = await send(mock, "createReserveBalance", "/reserveBalance", post(reserve));
    expect(held.undeclared).toEqual([]);
    const consume = { status: "completed", reason: "Call", amount: { amount: 1, units: "EUR" } };
    const path = `/reserveBalance/${held.id}`;
    const consumed = await send(mock, "patchReserveBalance", path, patch(consume));
    expect(consumed.undeclared).toEqual([]);

    const entry = mock.engine.retrieve("balanceActionHistory", held.id ?? "");
    expect(entry).toMatchObject({ reservedAmount: { amount: 2 }, releasedAmount: { amount: 1 } });
    expect(findUndeclared("BalanceActionHistory", entry)).toEqual([]);
    for (const path of [`/${held.id}`, ""]) {
      const id = path === "" ? "listBalanceActionHistory" : "retrieveBalanceActionHistory";
      expect((await send(mock, id, `/balanceActionHistory${path}`)).undeclared).toEqual([]);
    }
    await mock.close();
  });

  test("control: a member, a header and a status that the contract lacks are reported", () => {
    const response = { operationId: "retrieveBucket", status: 200, headers: { "x-a": "1" } };
    const body = JSON.stringify({ id: "1", colour: "red", product: [{ id: "2", size: 1 }] });
    expect(undeclaredParts({ ...response, body })).toEqual([
      "header x-a",
      "member colour",
      "member product[].size",
    ]);
    expect(undeclaredParts({ ...response, status: 299, body })).toEqual(["status 299"]);
  });
});

describe("the default mock accepts the contract's request examples", () => {
  const examples = Object.entries(document.paths).flatMap(([path, item]) => {
    const operation = (item as { readonly post?: unknown }).post as PostOperation | undefined;
    if (operation === undefined) return [];
    const content = operation.requestBody?.content["application/json"].examples ?? {};
    return Object.entries(content).map(([name, { $ref }]) => {
      const example = document.components.examples?.[$ref.slice($ref.lastIndexOf("/") + 1)];
      return { path, name, value: (example as { readonly value: unknown }).value };
    });
  });

  test("each POST path has examples", () => {
    expect(new Set(examples.map(({ path }) => path)).size).toBeGreaterThanOrEqual(17);
  });

  test.each(examples)("an example POST of $path is accepted: $name", async ({ path, value }) => {
    const mock = createMock({ clock: "2026-03-14T11:00:00Z" });
    const init = { headers: { "content-type": "application/json" }, ...post(value as object) };
    const response = await mock.fetch(new Request(`http://mock.test${base}${path}`, init));
    const text = await response.text();
    await mock.close();
    expect(`${response.status} ${text}`).toMatch(/^201 /);
  });
});

interface PostOperation {
  readonly requestBody?: {
    readonly content: {
      readonly "application/json": {
        readonly examples?: Readonly<Record<string, { readonly $ref: string }>>;
      };
    };
  };
}
