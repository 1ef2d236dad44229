import type { Engine, EngineResult } from "../../src/ports/engine.ts";
import type { HttpProfile } from "../../src/ports/http-profile.ts";
import type { Resource, ResourceName } from "../../src/ports/resource.ts";
import { matches } from "../../src/query/matches.ts";
import { readMember } from "../../src/query/reader.ts";
import { sortItems as inOrder } from "../../src/query/sort.ts";

/** The base path of the contract, in front of every resource's href. */
export const base = "/tmf-api/prepayBalanceManagement/v4";

/** A test engine with fixed buckets, which records its commands. */
export type FixedEngine = Engine & {
  profile: HttpProfile;
  /** Milliseconds that `now` returns. */
  instant: number;
  /** Results of the next commands, in place of a plain success. */
  readonly results: EngineResult[];
  readonly commands: { readonly name: string; readonly body?: unknown; readonly id?: string }[];
};

/** Twenty-five buckets `b01`…`b25`, of which every fifth is expired. */
const buckets: readonly Resource[] = Array.from({ length: 25 }, (_, index) => {
  const id = `b${String(index + 1).padStart(2, "0")}`;
  return {
    id,
    href: `${base}/bucket/${id}`,
    name: index === 0 ? "Crédito 10 €" : `Bucket ${index + 1}`,
    status: index % 5 === 4 ? "expired" : "active",
    usageType: index % 2 === 0 ? "data" : "monetary",
    confirmationDate: `2026-01-${String(index + 1).padStart(2, "0")}T10:00:00Z`,
    remainingValue: { amount: index + 0.5, units: index % 2 === 0 ? "GB" : "EUR" },
    relatedParty: [],
    partyAccount: { id: `acc-${index % 3}`, "@referredType": "PartyAccount" },
    logicalResource: [{ id: `5691111${id.slice(1)}`, "@referredType": "LogicalResource" }],
  };
});

/** An engine for tests of the HTTP layer alone: it keeps data, and decides nothing. */
export function fixedEngine(profile: HttpProfile = { name: "test" }): FixedEngine {
  const keptResources: Partial<Record<ResourceName, Resource[]>> = { bucket: [...buckets] };
  const commands: FixedEngine["commands"] = [];
  const results: EngineResult[] = [];
  const resourcesOf = (resource: ResourceName): readonly Resource[] =>
    keptResources[resource] ?? [];
  const nextOr = (createResult: () => EngineResult): EngineResult =>
    results.shift() ?? createResult();
  return {
    profile,
    instant: Date.UTC(2026, 0, 31),
    commands,
    results,
    now() {
      return this.instant;
    },
    list(resource, { where, sort, offset, limit }) {
      const found = resourcesOf(resource).filter(
        (each) => where === undefined || matches(where, each),
      );
      const sorted = inOrder(found, sort, readMember);
      return { items: sorted.slice(offset, offset + limit), total: found.length };
    },
    retrieve: (resource, id) => resourcesOf(resource).find((each) => each.id === id),
    create(resource, body) {
      commands.push({ name: `create ${resource}`, body });
      return nextOr(() => {
        const created = completedAction(resource, `a${commands.length}`, body);
        keptResources[resource] = [...resourcesOf(resource), created];
        return { kind: "succeeded", resource: created };
      });
    },
    patch(resource, id, body) {
      commands.push({ name: `patch ${resource}`, id, body });
      return nextOr(() => ({ kind: "succeeded", resource: completedAction(resource, id, body) }));
    },
    remove(resource, id) {
      commands.push({ name: `remove ${resource}`, id });
      return nextOr(() => ({ kind: "succeeded" }));
    },
    registerListener(body) {
      commands.push({ name: "register", body });
      return nextOr(() => ({
        kind: "succeeded",
        resource: { id: "h1", callback: String(body.callback), query: "" },
      }));
    },
    unregisterListener(id) {
      commands.push({ name: "unregister", id });
      return nextOr(() => ({ kind: "succeeded" }));
    },
    receiveEvent(listenerPath, body) {
      commands.push({ name: `event ${listenerPath}`, body });
      return nextOr(() => ({ kind: "succeeded", resource: { id: "l1", callback: "" } }));
    },
  };
}

function completedAction(resource: string, id: string, body: object): Resource {
  return {
    usageType: "monetary",
    amount: { amount: 1, units: "EUR" },
    logicalResource: [{ id: "1", "@referredType": "LogicalResource" }],
    relatedParty: [],
    ...body,
    id,
    href: `${base}/${resource}/${id}`,
    status: "completed",
    requestedDate: "2026-01-31T00:00:00Z",
  };
}
