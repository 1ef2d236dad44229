import { createMock } from "@tmf654/mock";
import { beforeEach, describe, expect, test } from "vitest";
import { describeTransports, type Item, sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money, start } from "./setup.ts";

const ana = "34600000101";
const ben = "447700900102";

/** The numbers of the default scenario, in other notations. */
const notations = [ana, `+${ana}`, `tel:+${ana}`, `00${ana}`, "+34 600 000 101"];

describeTransports("Reads: identity and selection", createStoppedMock, ({ send, mock }) => {
  const api = createApi(send);
  beforeEach(() => mock().reset());
  const list = async (path: string): Promise<readonly Item[]> => (await send({ path })).items;
  const query = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`;

  test.each([
    `logicalResource.id=${ana}`,
    `logicalResource.id=${ana}&partyAccount.id=acc-ana`,
    `logicalResource.id=${ana},${ben}`,
    "product.id=prod-okafor,prod-ana",
    "logicalResource.id=447700900108",
    "logicalResource.id.ne=447700900108&partyAccount.id=acc-okafor",
    "",
  ])("accumulatedBalance?%s: the href of each entry leads to the same total", async (filter) => {
    const sums = await list(`/accumulatedBalance?${filter}`);
    expect(sums.length).toBeGreaterThan(0);
    for (const sum of sums) {
      const { status, json } = await send({
        path: `/accumulatedBalance/${encodeURIComponent(sum.id)}`,
      });
      expect([status, json]).toEqual([200, sum]);
      expect(decodeURIComponent(String(sum.href))).toContain(`/accumulatedBalance/${sum.id}`);
    }
  });

  test("one id has one total: other selections have other ids", async () => {
    const filters = ["partyAccount.id=acc-okafor", "logicalResource.id=447700900108"];
    const found = await Promise.all(filters.map((each) => list(`/accumulatedBalance?${each}`)));
    const totals = new Map<string, unknown>();
    for (const sum of found.flat()) {
      expect(totals.get(sum.id) ?? sum.totalBalance).toEqual(sum.totalBalance);
      totals.set(sum.id, sum.totalBalance);
    }
    expect(totals.size).toBe(found.flat().length);
  });

  test.each(notations)(
    "the number %s finds the buckets and the history of its owner",
    async (id) => {
      await api.topup("ana-main", money(1), { logicalResource: [{ id: `+${ana}` }] });
      expect(await list(`/bucket?${query("logicalResource.id", id)}`)).toHaveLength(
        (await list("/bucket?partyAccount.id=acc-ana")).length,
      );
      expect(await list(`/topupBalance?${query("logicalResource.id", id)}`)).toHaveLength(1);
    },
  );

  test.each([
    ["logicalResource", [{ id: ben }], "logicalResourceMismatch"],
    ["logicalResource", [{ id: "34600009999" }], "logicalResourceMismatch"],
    ["product", [{ id: "prod-ben" }], "productMismatch"],
    [
      "balanceTopup",
      { id: "none", role: "parent", "@referredType": "TopupBalance" },
      "parentTopupNotFound",
    ],
  ])("a top-up of ana-main with a foreign %s is refused", async (name, value, code) => {
    expect(failureOf(await api.topup("ana-main", money(1), { [name]: value })).code).toBe(code);
    expect(await api.remaining("ana-main")).toBe(25.5);
  });

  test.each([
    ["adjust", 0],
    ["adjust", 1],
    ["topup", 0],
  ] as const)(
    "%s of %d with validFor changes the end of the bucket's validity",
    async (kind, amount) => {
      const validFor = { endDateTime: "2027-03-10T12:00:00.000Z" };
      const { status, json } = await api[kind]("ana-main", money(amount), { validFor });
      expect([status, json.status]).toEqual([201, "completed"]);
      const bucket = await api.get("/bucket/ana-main");
      expect(bucket.validFor).toMatchObject(validFor);
      // Negative control: without `validFor` the amount 0 is malformed.
      expect((await api[kind]("ana-main", money(0))).status).toBe(400);
    },
  );

  test("a transfer with swapped numbers is refused for the sender's number first", async () => {
    const liam = "353209100113";
    const sender = { logicalResource: [{ id: liam }] };
    const receiver = { receiverLogicalResource: { id: ana } };
    const both = await api.transfer("ana-main", "liam-main", money(1), { ...sender, ...receiver });
    expect(failureOf(both)).toMatchObject({ code: "logicalResourceMismatch" });
    expect(failureOf(both).side).toBe(undefined);
    const one = await api.transfer("ana-main", "liam-main", money(1), receiver);
    expect(failureOf(one)).toMatchObject({ code: "logicalResourceMismatch", side: "receiver" });
  });

  test.each([
    ["bucket.id", "liam-main"],
    ["logicalResource.id", "+353209100113"],
    ["partyAccount.id", "acc-liam"],
    ["product.id", "prod-liam"],
    ["relatedParty.id", "party-liam"],
  ])("the history by the receiver's %s has an incoming transfer", async (name, value) => {
    const path = `/balanceActionHistory?${query(name, value)}`;
    // The receiver's product and account are not in the request.
    await api.transfer("ana-main", "liam-main", money(1));
    // A refused transfer is not among the found ones.
    await api.transfer("ana-main", "liam-main", money(10_000));
    const found = await list(path);
    const transfers = found.filter((entry) => entry["@type"] === "TransferBalance");
    expect(transfers.map(({ status }) => status)).toEqual(["completed"]);
    expect(await list(path.replace(/=.*/, "=nobody"))).toEqual([]);
  });

  test.each([
    ["originator", "bucket.id", "ana-bonus", "ana-data"],
    ["receiver", "bucket.id", "ben-main", "ben-data"],
    ["receiver", "product.id", "prod-ben", "prod-none"],
  ])("the %s who pays a cost has the transfer in the history, by %s %s", async (...row) => {
    const [costOwner, name, value, other] = row;
    const transferCost = { value: 1, unit: costOwner === "receiver" ? "GBP" : "EUR" };
    const gb = { amount: 1, units: "GB" };
    const { json } = await api.transfer("ana-data", "ben-data", gb, { costOwner, transferCost });
    expect(json.status).toBe("completed");
    const ids = async (of: string) =>
      (await list(`/balanceActionHistory?${query(name, of)}`)).map(({ id }) => id);
    expect(await ids(value)).toEqual([json.id]);
    expect(await ids(other)).toEqual(other === "prod-none" ? [] : [json.id]);
    expect(await ids("liam-main")).toEqual([]);
    // The transfer is still found after a restored snapshot.
    mock().restore(JSON.parse(JSON.stringify(mock().snapshot())));
    expect(await ids(value)).toEqual([json.id]);
  });

  test("a second registration of the same callback and query is a 409", async () => {
    const post = (body: object) => send({ method: "POST", path: "/hub", body });
    const callback = "http://127.0.0.1:9/events";
    const statuses = [];
    for (const body of [
      { callback },
      { callback },
      { callback, query: "" },
      { callback: `${callback}/2` },
    ]) {
      statuses.push((await post(body)).status);
    }
    expect(statuses).toEqual([201, 409, 201, 201]);
    expect((await post({ callback })).error.code).toBe("listenerExists");
  });

  test.each([
    [{ eventType: "TopupBalanceCreateEvent" }, 201],
    [{ eventType: "TopupBalanceCancelEvent" }, 400],
    [{}, 400],
  ])("a listener path responds to %j with %d", async (body, status) => {
    const path = "/listener/topupBalanceCreateEvent";
    expect((await send({ method: "POST", path, body })).status).toBe(status);
  });
});

describe("Profiles: buckets that a request does not name", () => {
  const send = sendTo(createMock({ clock: start, profile: "ctk" }));
  const post = (path: string, body: object) => send({ method: "POST", path, body, checked: false });

  test("a transfer from number to number finds both buckets", async () => {
    const { json } = await post("/transferBalance", {
      amount: money(1),
      usageType: "monetary",
      logicalResource: [{ id: ana }],
      receiverLogicalResource: { id: "+353209100113" },
    });
    expect([json.status, json.bucket, json.receiverBucket]).toEqual([
      "completed",
      // Her bonus would be spent first, but it cannot be transferred.
      { id: "ana-main" },
      { id: "liam-main" },
    ]);
  });

  test("an invalid hub query is kept, and a reference is not checked", async () => {
    const callback = "http://127.0.0.1:9/x";
    const hub = await post("/hub", { callback, query: "anything at all" });
    expect([hub.status, hub.json.query]).toEqual([201, "anything at all"]);
    const logicalResource = [{ id: "33" }];
    const bucket = { id: "ana-main" };
    const { json } = await post("/topupBalance", { amount: money(1), bucket, logicalResource });
    expect([json.status, json.logicalResource]).toEqual(["completed", logicalResource]);
  });
});
