/** Clients of TM Forum's own file, which has no 206 and none of the added members. */
import { additions } from "@tmf654/contract";
import { createMock, type Mock } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import type { Node } from "../../../../scripts/spec/facts.ts";
import { publishedPath, readPublished } from "../../../../scripts/spec/published.ts";
import { start } from "../behaviour/setup.ts";
import { base } from "../support/send.ts";

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

const money = (amount: number) => ({ amount, units: "EUR" });
const body = (more: object = {}) => ({
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  relatedParty: [{ id: "p", "@referredType": "Individual" }],
  ...more,
});
const resources = [
  ...["bucket", "accumulatedBalance", "topupBalance", "adjustBalance"],
  ...["reserveBalance", "transferBalance", "balanceActionHistory"],
];

/** Requests whose responses and events have every addition in the reference profile. */
async function exercise(mock: Mock): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  mock.events.listen(({ eventType, event }) => {
    const path = `/listener/${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}`;
    for (const resource of Object.values(event)) {
      sent.push({ method: "EVENT", path, status: 0, body: resource });
    }
  });
  const send = async (method: string, path: string, json?: object): Promise<string> => {
    const init = json === undefined ? {} : { body: JSON.stringify(json) };
    const headers = { "content-type": "application/json" };
    const response = await mock.fetch(
      new Request(`http://mock.test${base}${path}`, { method, headers, ...init }),
    );
    const text = await response.text();
    const parsed = text === "" ? undefined : JSON.parse(text);
    sent.push({ method, path, status: response.status, body: parsed });
    return String(parsed?.id ?? "");
  };
  const declined = { paymentMethod: { id: "pm_declined", "@type": "BankCard" } };
  await send("POST", "/topupBalance", body(declined));
  await send("POST", "/adjustBalance", body({ amount: money(-9999) }));
  await send("POST", "/reserveBalance", body({ amount: money(9999) }));
  const reservation = await send("POST", "/reserveBalance", body({ amount: money(2) }));
  const consume = { status: "completed", reason: "call", amount: money(1) };
  await send("PATCH", `/reserveBalance/${reservation}`, consume);
  await send("PATCH", `/reserveBalance/${reservation}`, { status: "cancelled", reason: "late" });
  const once = { paymentMethod: { id: "tx-1", "@type": "PaymentTransaction" } };
  const first = await send("POST", "/topupBalance", body(once));
  await send("POST", "/topupBalance", body(once));
  await send("POST", "/topupBalance", {});
  await send("GET", "/bucket?nope=1");
  await send("GET", `/topupBalance/${first}`);
  await send("DELETE", `/topupBalance/${first}`);
  for (const resource of resources) {
    for (const query of ["", "?limit=1", "?limit=1&offset=1", "?fields=id,failure"]) {
      await send("GET", `/${resource}${query}`);
    }
  }
  await mock.close();
  return sent;
}

const published = { name: "ours", additions: false };
function schemaAt(path: string): string {
  const [name = ""] = path.split(/[/?]/).filter((part) => part !== "");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The schema of the resource in an event, by its listener path. */
const schemaOfEvent = (path: string): string =>
  schemaAt(path.replace(/^\/listener\/(.*)(Create|Cancel|Failure)Event$/, "/$1"));

function isAdded({ method, path, status, body: sent }: Sent): boolean {
  const own = method === "EVENT" ? schemaOfEvent(path) : schemaAt(path);
  const schema = status >= 400 ? "Error" : own;
  const added: readonly string[] = (additions as Record<string, readonly string[]>)[schema] ?? [];
  return [sent].flat().some((each) => added.some((name) => Object.hasOwn(Object(each), name)));
}

describe("Profiles: additions, for clients of the published file", () => {
  test("a page is a 200, in lists of every resource", async () => {
    const sent = await exercise(createMock({ clock: start, profile: published }));
    expect(sent.filter(({ status }) => status === 206)).toEqual([]);
    const pages = sent.filter(({ path }) => path.includes("limit=1"));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
  });

  test("no response and no event has a member that this contract adds", async () => {
    const sent = await exercise(createMock({ clock: start, profile: published }));
    expect(sent.filter(isAdded)).toEqual([]);
    expect(sent.filter(({ method }) => method === "EVENT").length).toBeGreaterThan(2);
  });

  test("control: the default profile has pages with 206, and added members of every kind", async () => {
    const sent = await exercise(createMock({ clock: start }));
    expect(sent.filter(({ status }) => status === 206).length).toBeGreaterThan(5);
    const added = sent.filter(isAdded);
    expect(added.some(({ method }) => method === "EVENT")).toBe(true);
    for (const name of ["failure", "reservedAmount", "errors", "duplicateOf"]) {
      expect(JSON.stringify(added)).toContain(`"${name}":`);
    }
  });

  test("the journal shows a response as it was sent, without the additions", async () => {
    const mock = createMock({ clock: start, profile: published });
    await exercise(mock);
    const entries = mock.journal();
    expect(entries.filter(({ status }) => status === 206)).toEqual([]);
    expect(entries.filter((entry) => entry.responseBody?.includes('"failure"'))).toEqual([]);
  });
});

const document = readPublished();

/** The target of a reference of the published file. */
function resolveRef(node: unknown): Node {
  const { $ref } = (node ?? {}) as { readonly $ref?: string };
  if ($ref === undefined) return (node ?? {}) as Node;
  const name = $ref.slice($ref.lastIndexOf("/") + 1);
  return resolveRef((document?.definitions as Node | undefined)?.[name]);
}

/** The members that a strict reader of the published file does not know. */
function findUnknownMembers(schema: unknown, value: unknown, path: string): string[] {
  const { properties = {}, items } = resolveRef(schema) as {
    readonly properties?: Node;
    readonly items?: unknown;
  };
  if (Array.isArray(value))
    return value.flatMap((each) => findUnknownMembers(items, each, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    Object.hasOwn(properties, name)
      ? findUnknownMembers(properties[name], member, `${path}.${name}`)
      : [`${path}.${name}`],
  );
}

function findUnreadable({ method, path, status, body: sent }: Sent): string[] {
  if (method === "EVENT") {
    const name = schemaOfEvent(path);
    return findUnknownMembers({ $ref: `#/definitions/${name}` }, sent, path);
  }
  const template = path.replace(/\?.*/, "").replace(/(\/\w+)\/.+/, "$1/{id}");
  const item = (document as { readonly paths: Readonly<Record<string, Node>> }).paths[template];
  const operation = item?.[method.toLowerCase()] as Node;
  const response = (operation.responses as Node)[String(status)];
  if (response === undefined) return [`${method} ${path}: status ${status}`];
  return findUnknownMembers((response as Node).schema, sent, `${method} ${path} ${status}`);
}

if (document === undefined) {
  test("the published file is missing: its strict reader is not tested", () => {
    console.warn(`not run: ${publishedPath} is missing. Set TMF654_PUBLISHED_SPEC.`);
  });
} else {
  describe("a strict reader of the published file", () => {
    test("reads every response and event of a mock without additions", async () => {
      const sent = await exercise(createMock({ clock: start, profile: published }));
      expect([...new Set(sent.flatMap(findUnreadable))]).toEqual([]);
    });

    test("control: the reader finds the additions of the reference profile", async () => {
      const sent = await exercise(createMock({ clock: start }));
      const found = sent.flatMap(findUnreadable).join("\n");
      for (const what of ["status 206", ".failure", ".errors", ".duplicateOf", ".releasedAmount"]) {
        expect(found).toContain(what);
      }
    });
  });
}
