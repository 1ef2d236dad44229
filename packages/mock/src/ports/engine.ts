import type { Fault } from "./fault.ts";
import type { HttpProfile } from "./http-profile.ts";
import type { Query } from "./query.ts";
import type { Body, Issue, Resource, ResourceName } from "./resource.ts";

/** What a command leaves: a resource, or a hub's registration, which has no `href`. */
export type Created = {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly href?: string;
};

/** What came of a command. `fault` spoils the answer after the commit (a lost answer, a slow one). */
export type EngineResult =
  | { readonly kind: "done"; readonly resource?: Created; readonly fault?: Fault }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly duplicateOf?: { readonly id: string; readonly href: string };
      readonly fault?: Fault;
    }
  | { readonly kind: "invalid"; readonly issues: readonly Issue[] }
  | { readonly kind: "notFound" };

/** All synchronous: one command at a time, so concurrency equals some serial order. */
export type Engine = {
  list(resource: ResourceName, query: Query): { items: readonly Resource[]; total: number };
  retrieve(resource: ResourceName, id: string): Resource | undefined;
  create(resource: ResourceName, body: Body): EngineResult;
  patch(resource: ResourceName, id: string, body: Body): EngineResult;
  remove(resource: ResourceName, id: string): EngineResult;
  registerListener(body: Body): EngineResult;
  unregisterListener(id: string): EngineResult;
  /** `listenerPath` is the last segment: `topupBalanceCreateEvent`. */
  receiveEvent(listenerPath: string, body: Body): EngineResult;
  /** Read at every request, so that the control plane can change it while the server runs. */
  readonly profile: HttpProfile;
  /** Milliseconds since the epoch, by the mock's own clock. */
  now(): number;
};
