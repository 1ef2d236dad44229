import type { Fault } from "./fault.ts";
import type { HttpProfile } from "./http-profile.ts";
import type { Query } from "./query.ts";
import type { Body, Issue, Resource, ResourceName } from "./resource.ts";

/** The resource that a command created or changed. A listener has no `href`. */
export interface Created {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly href?: string;
}

/** The result of a command. `fault` is applied to the response after the commit. */
export type EngineResult =
  | { readonly kind: "succeeded"; readonly resource?: Created; readonly fault?: Fault }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly duplicateOf?: { readonly id: string; readonly href: string };
      readonly fault?: Fault;
    }
  | { readonly kind: "invalid"; readonly issues: readonly Issue[] }
  | { readonly kind: "notFound" };

/**
 * The part that executes commands and reads resources. All methods are synchronous, so commands run
 * one by one.
 */
export interface Engine {
  list(resource: ResourceName, query: Query): { items: readonly Resource[]; total: number };
  retrieve(resource: ResourceName, id: string): Resource | undefined;
  create(resource: ResourceName, body: Body): EngineResult;
  patch(resource: ResourceName, id: string, body: Body): EngineResult;
  remove(resource: ResourceName, id: string): EngineResult;
  registerListener(body: Body): EngineResult;
  unregisterListener(id: string): EngineResult;
  /**
   * Stores an event. `listenerPath` is the last path segment, such as `topupBalanceCreateEvent`.
   */
  receiveEvent(listenerPath: string, body: Body): EngineResult;
  /**
   * Returns the current profile. It is read at every request, because the control plane can change
   * it.
   */
  readonly profile: HttpProfile;
  /** Returns milliseconds since the epoch, by the mock's clock. */
  now(): number;
}

/** One page of a list, and the number of all matches. */
export type ResourcePage = ReturnType<Engine["list"]>;

/**
 * Lists resources in several turns if the list would read very many records, so that the mock
 * handles other requests meanwhile. Returns `undefined` for other lists. The promise rejects with a
 * DelayError when `isStopped` returns true.
 */
export type ListInParts = (
  resource: ResourceName,
  query: Query,
  isStopped: () => boolean,
) => Promise<ResourcePage> | undefined;
