import type { ActionRecord, BucketRecord } from "@tmf654/ledger";
import { expect, test } from "vitest";
import { createModules, type MockModules, scenarioOf } from "../assembly/modules.ts";
import type { ResourceName } from "../ports/resource.ts";
import { attributesOf } from "../query/attributes.ts";
import { scenarios } from "../scenarios/catalogue.ts";
import type { RecordView } from "../store/entry.ts";
import { seedScenario } from "./seed.ts";
import { createViews } from "./views.ts";

const day = 86_400_000;

function setUp(scenario: string, profile = "reference") {
  const modules = createModules({ clock: "2026-03-01T12:00:00Z", profile });
  seedScenario(scenarioOf(scenario), modules.core, modules.clock.now());
  return { modules, store: modules.core.store, views: viewsOf(modules) };
}

function viewsOf({ core, clock }: MockModules, onExpiry?: "forfeit") {
  return createViews({
    now: clock.now,
    policy: () => ({ ...core.policy(), ...(onExpiry && { onExpiry }) }),
    hrefOf: core.hrefOf,
    bucket: core.store.bucket,
  });
}

/** The first member of each attribute in the contract, and unknown names. */
function membersOf(resource: ResourceName): readonly string[] {
  const roots = [...attributesOf(resource).keys()].map((path) => path.split(".")[0] ?? "");
  const otherNames = ["@type", "failure", "extension", "constructor", "__proto__", "nothing"];
  return [...new Set([...roots, ...otherNames])];
}

const sides: ReadonlySet<string> = new Set([
  "bucket",
  "logicalResource",
  "product",
  "partyAccount",
  "relatedParty",
]);

function withoutOtherSide(read: readonly unknown[], shownValue: unknown): unknown {
  return Array.isArray(shownValue) ? read.slice(0, shownValue.length) : read[0];
}

function expectSame<R>(resource: ResourceName, view: RecordView<R>, records: Iterable<R>): void {
  for (const record of records) {
    const shownMembers = new Map(Object.entries(view.show(record)));
    const names = new Set([...membersOf(resource), ...shownMembers.keys()]);
    for (const name of names) {
      const read = view.read(name)(record);
      const isOfBoth = resource === "balanceActionHistory" && sides.has(name);
      // A completed transfer is also found by its receiver, whose value comes second.
      const ownValue =
        isOfBoth && Array.isArray(read) ? withoutOtherSide(read, shownMembers.get(name)) : read;
      expect(ownValue, `${resource}.${name}`).toEqual(shownMembers.get(name));
    }
  }
}

test.each([...scenarios.keys()])("%s: a list reads the same values as a response", (scenario) => {
  const { store, views } = setUp(scenario);
  expectSame("bucket", views.bucketView, store.buckets.records());
  for (const kind of ["topup", "adjust", "reserve", "transfer"] as const) {
    const resource = `${kind}Balance` as ResourceName;
    expectSame(resource, views.actionView, store.actionsOf(kind).records());
  }
  expectSame("balanceActionHistory", views.historyView, store.history.records());
});

test.each<[string, (record: BucketRecord, now: number) => BucketRecord]>([
  ["expired", (record, now) => ({ ...record, endsAt: now })],
  ["expired a day ago", (record, now) => ({ ...record, endsAt: now - day })],
  ["without an end", (record) => ({ ...record, endsAt: undefined })],
  ["suspended", (record) => ({ ...record, suspended: true })],
  ["of an unknown unit", (record) => ({ ...record, units: "cowry" })],
  ["with a reservation", (record) => ({ ...record, reserved: 123_457 })],
  ["with half a party", (record) => addDetails(record, { relatedParty: [{ name: "Ana" }] })],
  ["with only one party", (record) => addDetails(record, { relatedParty: { id: "p" } })],
  ["with no party", (record) => addDetails(record, { relatedParty: undefined })],
  ["with an extension", (record) => addDetails(record, { extension: { a: [1] }, status: "x" })],
])("a bucket %s has the same values as in a response", (_, change) => {
  const { modules, store, views } = setUp("default");
  const records = [...store.buckets.records()].map((each) => change(each, modules.clock.now()));
  expectSame("bucket", views.bucketView, records);
  expectSame("bucket", viewsOf(modules, "forfeit").bucketView, records);
});

const claims = {
  failure: { code: "said" },
  confirmationDate: "said",
  reservedAmount: { amount: 1, units: "GB" },
  releasedAmount: { amount: 1, units: "GB" },
  creditedAmount: { amount: 1, units: "GB" },
};

test.each<[string, (record: ActionRecord) => ActionRecord]>([
  ["with members that only the ledger sets", (record) => addDetails(record, claims)],
  ["with half a party", (record) => addDetails(record, { relatedParty: [{ name: "Ana" }, null] })],
  ["with no party", (record) => addDetails(record, { relatedParty: undefined })],
  ["with half a requestor", (record) => addDetails(record, { requestor: { name: "Ana" } })],
  ["with an invalid requestor", (record) => addDetails(record, { requestor: "Ana" })],
  ["with a cost", (record) => ({ ...record, transferCost: { value: 1, unit: "EUR" } })],
  ["with a cost of its request", (record) => addDetails(record, { transferCost: { value: 2 } })],
  [
    "of an auto-top-up",
    (record) => ({
      ...addDetails(record, { balanceTopup: { id: "t" } }),
      parent: { id: "t", index: 1 },
    }),
  ],
  ["that names a top-up", (record) => addDetails(record, { balanceTopup: { id: "t" } })],
  ["of a deleted bucket", (record) => ({ ...record, bucketId: "gone" })],
  ["with outcomes", (record) => ({ ...record, reservedAmount: record.amount })],
  ["that is not confirmed", (record) => ({ ...record, confirmedAt: undefined })],
  [
    "with a line",
    (record) => addDetails(record, { logicalResource: [{ id: "1" }], "@type": "Custom" }),
  ],
])("an action %s has the same values as in a response", (_, change) => {
  const { store, views } = setUp("busy-history,family-shared,everyday");
  const records = [...store.history.records()].map(change);
  expectSame("topupBalance", views.actionView, records);
  expectSame("balanceActionHistory", views.historyView, records);
});

/** Creates the record of a request with extra members, valid and invalid. */
function addDetails<R extends { details: object }>(record: R, moreDetails: object): R {
  return { ...record, details: { ...record.details, ...moreDetails } };
}

test("equal parts of a subscriber's buckets are stored once", () => {
  const { store } = setUp("many-buckets");
  const accounts = new Set([...store.buckets.records()].map(({ details }) => details.partyAccount));
  expect([store.buckets.size, accounts.size]).toEqual([61, 1]);
});

test("a pinned view keeps its instant", () => {
  const { modules, store, views } = setUp("everyday");
  const buckets = [...store.buckets.records()];
  const { bucketView } = views;
  const pinned = bucketView.pin?.();
  const statuses = (view = bucketView) => buckets.map(view.read("status"));
  const [before, shown] = [statuses(), buckets.map(bucketView.show)];
  modules.clock.jump(modules.clock.now() + 400 * day, "set");
  expect(statuses()).not.toEqual(before);
  expect(statuses(pinned)).toEqual(before);
  expect(buckets.map(pinned?.show ?? bucketView.show)).toEqual(shown);
});
