import type { ActionBody, ActionKind, Command, Decision } from "@tmf654/ledger";
import { kindOf, resourceOf } from "@tmf654/ledger";
import type { Clock, DueSource } from "../clock/clock.ts";
import { instantText } from "../clock/clock.ts";
import type { Random } from "../clock/random.ts";
import { envelopeOf } from "../events/envelope.ts";
import type { Hub } from "../events/hub.ts";
import type { Engine, EngineResult, ListInParts, ResourcePage } from "../ports/engine.ts";
import type { Query } from "../ports/query.ts";
import type { Body, Issue, Resource, ResourceName } from "../ports/resource.ts";
import type { Profile } from "../profile/profile.ts";
import { withoutAdditions } from "../schema/additions.ts";
import { listAccumulated, retrieveAccumulated } from "./accumulated.ts";
import type { CommandRecorder } from "./command-recorder.ts";
import type { EngineCore } from "./core.ts";
import { createEffects } from "./effects.ts";
import { withDerivedUsageType, withFoundBuckets, withUsageTypeOfValue } from "./find-bucket.ts";
import { tooManyBucketsResult } from "./opened-buckets.ts";
import type { ReceivedEvents } from "./received.ts";
import { resultOf } from "./result.ts";
import { applyTestNumber } from "./test-numbers.ts";

/** The options of an engine. */
export interface EngineOptions {
  readonly core: EngineCore;
  readonly hub: Hub;
  readonly receivedEvents: ReceivedEvents;
  readonly clock: Clock;
  /**
   * The generator for the ids of received and sent events. Ids of actions come from another
   * generator, because they must not depend on listeners.
   */
  readonly random: Random;
  readonly profile: () => Profile;
  readonly basePath: string;
  readonly recorder: CommandRecorder;
}

/** The engine of one mock, with the functions that other parts of the mock use. */
export type MockEngine = Engine & {
  readonly profile: Profile;
  readonly effects: DueSource;
  readonly listInParts: ListInParts;
  /** Runs a command of the control plane and publishes its events. */
  run(command: Command): EngineResult;
};

/** The create schema of an adjustment has no `balanceTopup`: only the control plane reverses. */
const withoutReversal = (kind: ActionKind, body: Body): ActionBody =>
  kind === "adjust" ? { ...body, balanceTopup: undefined } : body;

/** Creates the engine, which runs all operations of the contract on one store. */
export function createEngine(options: EngineOptions): MockEngine {
  const { core, hub, receivedEvents, clock, random } = options;
  const publish = publisherOf(options);
  const findsBucket = (): boolean => options.profile().missingBucket === "find";
  const run = (command: Command): EngineResult => {
    const decision = core.execute(command);
    publish(decision);
    return resultOf(core, decision);
  };
  const openBucket = (requestedBody: Body): EngineResult => {
    const body = findsBucket() ? withUsageTypeOfValue(requestedBody) : requestedBody;
    const limitName = core.exceededLimit({ type: "open", body });
    return limitName ? tooManyBucketsResult(body.id, limitName) : run({ type: "open", body });
  };
  const createAction = (resource: ResourceName, body: Body): EngineResult => {
    const kind = kindOf(resource);
    if (!kind) return resource === "bucket" ? openBucket(body) : { kind: "notFound" };
    const requestBody = withoutReversal(kind, body);
    const { store } = core;
    const completeBody = findsBucket()
      ? withDerivedUsageType(withFoundBuckets(kind, requestBody, store, core.context()), store)
      : requestBody;
    const adjustedCommand = applyTestNumber(kind, completeBody, core.store, core.context());
    const command = { type: kind, body: completeBody };
    const limit = core.exceededLimit(command, adjustedCommand);
    if (limit) return tooManyBucketsResult(completeBody.bucket?.id, limit);
    const decision = core.execute(command, adjustedCommand);
    publish(decision);
    return resultOf(core, decision, adjustedCommand.fault);
  };
  return {
    list: (resource, query) => listOf(core, resource, query),
    retrieve: (resource, id) => {
      if (resource === "accumulatedBalance") return retrieveAccumulated(core, id);
      return collectionOf(core, resource).resource(id);
    },
    create: createAction,
    patch: (resource, id, body) => {
      const kind = kindOf(resource);
      return kind ? run({ type: "patch", kind, id, body }) : { kind: "notFound" };
    },
    remove: (resource, id) => {
      const kind = kindOf(resource);
      if (kind) return run({ type: "delete", kind, id });
      return resource === "bucket" && core.store.bucket(id)
        ? run({ type: "close", bucketId: id })
        : { kind: "notFound" };
    },
    registerListener: hub.register,
    unregisterListener: hub.unregister,
    receiveEvent: (listenerPath, body) => {
      const isLenient = options.profile().strict?.required === false;
      const issue = isLenient ? undefined : typeIssue(listenerPath, body);
      if (issue) return { kind: "invalid", issues: [issue] };
      const id = random.uuid();
      receivedEvents.keep({ id, listener: listenerPath, at: clock.now(), body });
      const callback = `${options.basePath}/listener/${listenerPath}`;
      return { kind: "succeeded", resource: { id, callback } };
    },
    get profile() {
      return options.profile();
    },
    now: clock.now,
    listInParts: listInPartsOf(core),
    effects: createEffects(core, publish),
    run,
  };
}

/** Finds the issue of an event whose type differs from the type of the path. */
function typeIssue(listener: string, { eventType }: Body): Issue | undefined {
  const expectedType = listener.charAt(0).toUpperCase() + listener.slice(1);
  if (eventType === expectedType) return undefined;
  const message = `must be ${expectedType}`;
  return { path: "eventType", code: "eventTypeMismatch", message };
}

function listOf(core: EngineCore, resource: ResourceName, query: Query): ResourcePage {
  if (resource === "accumulatedBalance") return listAccumulated(core, query);
  return collectionOf(core, resource).list(query);
}

function listInPartsOf(core: EngineCore): ListInParts {
  return (resource, ...list) =>
    resource === "accumulatedBalance"
      ? undefined
      : collectionOf(core, resource).listInParts(...list);
}

function collectionOf({ store }: EngineCore, resourceName: ResourceName) {
  if (resourceName === "bucket") return store.buckets;
  const kind = kindOf(resourceName);
  return kind ? store.actionsOf(kind) : store.history;
}

/** Creates the function that publishes the events of a decision if there is a listener. */
function publisherOf({
  core,
  hub,
  clock,
  random,
  profile,
  recorder,
}: EngineOptions): (decision: Decision) => void {
  const send = (
    type: Parameters<typeof envelopeOf>[0],
    name: Parameters<typeof envelopeOf>[1],
    shownResource: Resource,
    bucketId: string,
  ): void => {
    const schema = name.charAt(0).toUpperCase() + name.slice(1);
    const resource =
      profile().additions === false ? withoutAdditions(schema, shownResource) : shownResource;
    const envelope = envelopeOf(type, name, resource, {
      eventId: random.uuid(),
      time: instantText(clock.now()),
    });
    const notifiedListeners = hub.publish(envelope, bucketId);
    recorder.addEvent(envelope, notifiedListeners);
  };
  return ({ events, signals }) => {
    if (!hub.hasListeners) return;
    for (const { type, action } of events) {
      send(type, resourceOf(action.kind), core.show(action), action.bucketId);
    }
    for (const { type, bucket } of signals) {
      const shownBucket = core.store.buckets.resource(bucket.id);
      if (shownBucket) send(type, "bucket", shownBucket, bucket.id);
    }
  };
}
