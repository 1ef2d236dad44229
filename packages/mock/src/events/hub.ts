import type { EngineResult } from "../ports/engine.ts";
import type { LimitWatch } from "../ports/limits.ts";
import type { AttributeTable, Filter } from "../ports/query.ts";
import type { Body, Issue } from "../ports/resource.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { EventSettings } from "../profile/profile.ts";
import { matches } from "../query/matches.ts";
import { parseQuery } from "../query/parse.ts";
import { loadedPatternCompiler, loadPatternCompiler, mayHoldPattern } from "../query/patterns.ts";
import { type CallbackIssueCode, callbackMessage, checkCallback } from "./callback.ts";
import type { Envelope } from "./envelope.ts";
import { eventAttributes } from "./event-attributes.ts";
import type { Listener, Outbox } from "./outbox.ts";
import type { OwnServers } from "./own-servers.ts";

/** The registered listeners of one mock. */
export interface Hub {
  register(body: Body): EngineResult;
  unregister(id: string): EngineResult;
  listeners(): readonly Listener[];
  /** Whether there is a listener. Without a listener no event is created. */
  readonly hasListeners: boolean;
  /**
   * Sends an event to the listeners that accept it. Returns the registered listeners among them.
   */
  publish(envelope: Envelope, orderingKey: string): readonly Listener[];
  /** Adds a listener function in this process. The returned function removes it. */
  listen(listener: (event: Envelope) => void): () => void;
  /** Returns the message about an invalid listener, or `undefined` for a valid one. */
  listenerIssue(listener: Listener): string | undefined;
  /** The maximum number of registrations. */
  readonly max: number;
  load(listeners: readonly Listener[]): void;
  clear(): void;
}

/** The options of a hub. */
export interface HubOptions {
  readonly nextId: () => string;
  readonly settings: () => EventSettings;
  readonly outbox: Outbox;
  /** The servers that serve the mock. */
  readonly ownServers: OwnServers;
  readonly limits: LimitWatch;
  /**
   * Whether an invalid filter in `query` is accepted. A listener with an invalid filter gets every
   * event.
   */
  readonly isLenient?: () => boolean;
  readonly stateChanges?: StateChanges;
}

interface Registration {
  readonly listener: Listener;
  readonly filter: Filter | undefined;
}

/** Creates the hub of one mock. */
export function createHub(options: HubOptions): Hub {
  const { nextId, outbox, limits, isLenient, stateChanges } = options;
  const registrationMap = new Map<string, Registration>();
  const listenFunctions = new Set<(event: Envelope) => void>();
  const put = (listener: Listener): void => {
    const { filter } = readFilter(listener.query, eventAttributes, true);
    registrationMap.set(listener.id, { listener, filter });
  };
  const register = (body: Body): EngineResult => {
    const callback = String(body.callback ?? "");
    const query = typeof body.query === "string" ? body.query : undefined;
    const filterResult = readFilter(query, eventAttributes, isLenient?.());
    const code = callbackIssue(callback, query, options);
    const issues = [
      ...(code ? [{ path: "callback", code, message: callbackMessage(code, callback) }] : []),
      ...filterResult.issues,
    ];
    if (issues.length > 0) return { kind: "invalid", issues };
    const sameRegistration = [...registrationMap.values()].find(
      ({ listener }) => listener.callback === callback && listener.query === query,
    );
    if (sameRegistration) return listenerExistsResult(sameRegistration.listener);
    if (registrationMap.size >= limits.max.registrations) {
      limits.countReached("registrations");
      return tooManyRegistrationsResult(limits.max.registrations);
    }
    const listener = { id: nextId(), callback, ...(query !== undefined && { query }) };
    registrationMap.set(listener.id, { listener, filter: filterResult.filter });
    stateChanges?.onChange?.("listener", listener.id, listener);
    return { kind: "succeeded", resource: listener };
  };
  return {
    register,
    unregister: (id) => {
      if (!registrationMap.delete(id)) return { kind: "notFound" };
      outbox.drop(id);
      stateChanges?.onChange?.("listener", id, undefined);
      return { kind: "succeeded" };
    },
    listeners: () => [...registrationMap.values()].map(({ listener }) => listener),
    get hasListeners() {
      return registrationMap.size > 0 || listenFunctions.size > 0;
    },
    publish: (envelope, orderingKey) => {
      const registrations = [...registrationMap.values()];
      const matchingRegistrations = registrations.filter(({ filter }) => matches(filter, envelope));
      const listeners = matchingRegistrations.map(({ listener }) => listener);
      if (listeners.length > 0) outbox.send(listeners, envelope, orderingKey);
      callListeners(listenFunctions, envelope, stateChanges);
      return listeners;
    },
    listen: (listenFunction) => {
      listenFunctions.add(listenFunction);
      return () => listenFunctions.delete(listenFunction);
    },
    listenerIssue: (listener) => listenerMessage(listener, options),
    max: limits.max.registrations,
    load: (listeners) => {
      registrationMap.clear();
      for (const listener of listeners) put(listener);
      putWhenPatternsLoad(listeners, (lateListener) => {
        if (registrationMap.get(lateListener.id)?.listener === lateListener) put(lateListener);
      });
    },
    clear: () => {
      for (const id of registrationMap.keys()) outbox.drop(id);
      registrationMap.clear();
    },
  };
}

/**
 * Calls `put` when the engine for patterns is loaded, because a snapshot from another process may
 * contain patterns.
 */
function putWhenPatternsLoad(
  listeners: readonly Listener[],
  put: (listener: Listener) => void,
): void {
  const lateListeners = listeners.filter(
    ({ query }) => query !== undefined && mayHoldPattern(query),
  );
  if (lateListeners.length === 0 || loadedPatternCompiler()) return;
  void loadPatternCompiler().then(() => lateListeners.forEach(put));
}

function listenerMessage({ callback, query }: Listener, options: HubOptions): string | undefined {
  const code = callbackIssue(callback, query, options);
  return code && callbackMessage(code, callback);
}

function callbackIssue(
  callback: string,
  query: string | undefined,
  { settings, ownServers, limits }: HubOptions,
): CallbackIssueCode | undefined {
  if (callback.length + (query?.length ?? 0) > limits.max.registrationLength) {
    limits.countReached("registrationLength");
    return "tooLong";
  }
  return (
    checkCallback(callback, settings().allowHosts) ??
    (ownServers.has(callback) ? "itself" : undefined)
  );
}

function listenerExistsResult({ id }: Listener): EngineResult {
  const message = `listener ${id} already has this callback and query`;
  return { kind: "refused", code: "listenerExists", message };
}

function tooManyRegistrationsResult(max: number): EngineResult {
  const message = `The hub has ${max} registrations: remove one, or raise this limit.`;
  return { kind: "refused", code: "tooManyRegistrations", message };
}

function readFilter(
  query: string | undefined,
  attributes: AttributeTable,
  isLenient = false,
): { readonly filter: Filter | undefined; readonly issues: readonly Issue[] } {
  if (query === undefined || query === "") return { filter: undefined, issues: [] };
  const rawQuery = query.startsWith("?") ? query.slice(1) : query;
  const page = { defaultLimit: 1, maximumLimit: 1 };
  const queryResult = parseQuery(rawQuery, {
    attributes,
    strict: true,
    ...page,
    compile: loadedPatternCompiler(),
  });
  if ("query" in queryResult) return { filter: queryResult.query.where, issues: [] };
  // An invalid filter is accepted, because some servers accept any text.
  if (isLenient) return { filter: undefined, issues: [] };
  const messages =
    "issues" in queryResult
      ? queryResult.issues.map(({ path, message }) => `${path}: ${message}`)
      : [queryResult.unreadable];
  const issues = messages.map((message) => ({ path: "query", code: "invalidQuery", message }));
  return { filter: undefined, issues };
}

/**
 * Calls the listeners when the event is stored, because what is not stored may be undone. An error
 * in a listener must not affect other listeners or the request.
 */
function callListeners(
  functions: ReadonlySet<(event: Envelope) => void>,
  envelope: Envelope,
  stateChanges: StateChanges | undefined,
): void {
  const call = (): void => {
    for (const listener of functions) {
      try {
        // The listener gets a copy, so that it cannot change the state of the mock. Jest's
        // environment jsdom has no structuredClone.
        listener(JSON.parse(JSON.stringify(envelope)) as Envelope);
      } catch {
        // The error is ignored, because the mock has no log.
      }
    }
  };
  if (!stateChanges?.whenStored?.(call)) call();
}
