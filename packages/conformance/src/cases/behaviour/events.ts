import { actionNames } from "@tmf654/contract";
import type { CaseStep, Feature } from "../../model/case.ts";
import type { Expectation } from "../../model/expectation.ts";

/** Registers the callback that receives the events of a case. */
const listen: CaseStep = {
  call: "POST /hub",
  body: { json: { callback: "{callback}" } },
  given: [{ status: 201 }],
};

const expectSchema = (event: string): readonly Expectation[] => [{ schema: event }];

/** Creates an action, and waits for its event. */
const createdSteps = (expect: readonly Expectation[]): readonly CaseStep[] => [
  listen,
  {
    call: "POST /{resource}",
    body: { from: "{valid.{resource}}" },
    save: "created",
    given: [{ status: 201 }],
  },
  { event: "{Resource}CreateEvent", of: "{created.id}", expect },
];

/** Requests a task that is refused, and waits for its event. */
const refusedSteps = (expect: readonly Expectation[]): readonly CaseStep[] => [
  listen,
  {
    call: "POST /{resource}",
    body: { from: "{valid.{resource}}", set: { bucket: { id: "{unknown}" } } },
    save: "refused",
    given: [{ status: 201 }, { at: "status", is: { equals: "failed" } }],
  },
  { event: "{Resource}FailureEvent", of: "{refused.id}", expect },
];

/** Releases a reservation, and waits for its event. */
const releasedSteps = (expect: readonly Expectation[]): readonly CaseStep[] => [
  listen,
  {
    call: "POST /reserveBalance",
    body: { from: "{valid.reserveBalance}" },
    save: "created",
    given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
  },
  {
    call: "PATCH /reserveBalance/{created.id}",
    body: { json: { status: "cancelled", reason: "{mark}" } },
  },
  { event: "ReserveBalanceCancelEvent", of: "{created.id}", expect },
];

/** Cancels an open action, and waits for its event. */
const cancelledSteps = (expect: readonly Expectation[]): readonly CaseStep[] => [
  listen,
  {
    call: "POST /{resource}",
    body: { from: "{valid.{resource}}" },
    save: "created",
    given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
  },
  { call: "DELETE /{resource}/{created.id}", given: [{ status: 204 }] },
  { event: "{Resource}CancelEvent", of: "{created.id}", expect },
];

/** The texts of each case that checks an event by its schema. */
const typedEventTexts = {
  rule: "The event and its resource match the contract's schemas.",
  source: "contract",
  why: "A typed event handler fails on any other shape.",
} as const;

const delayableResources = ["topupBalance", "adjustBalance", "transferBalance"] as const;

/** Events that actions cause. */
export const eventBehaviour: Feature = {
  level: "behaviour",
  name: "events",
  title: "Events",
  cases: [
    {
      id: "event.create.{resource}",
      title: "POST /{resource} sends {Resource}CreateEvent",
      rule: "Every registered listener gets one event for each create.",
      source: "contract",
      why: "An app that shows live balances waits for this event.",
      over: { resources: actionNames },
      steps: createdSteps([{ at: "event.{resource}.id", is: { equals: "{created.id}" } }]),
    },
    {
      id: "event.create.{resource}.schema",
      title: "a {Resource}CreateEvent matches its schema",
      ...typedEventTexts,
      over: { resources: actionNames },
      steps: createdSteps(expectSchema("{Resource}CreateEvent")),
    },
    {
      id: "event.failure.{resource}",
      title: "a refused POST /{resource} sends {Resource}FailureEvent",
      rule: "Listeners get a failure event for a refused task.",
      source: "contract",
      why: "A customer who waits for a top-up must learn that it failed.",
      over: { resources: actionNames },
      steps: refusedSteps([{ at: "event.{resource}.status", is: { equals: "failed" } }]),
    },
    {
      id: "event.failure.{resource}.schema",
      title: "a {Resource}FailureEvent matches its schema",
      ...typedEventTexts,
      over: { resources: actionNames },
      steps: refusedSteps(expectSchema("{Resource}FailureEvent")),
    },
    {
      id: "event.cancel.reserveBalance",
      title: "releasing a reservation sends ReserveBalanceCancelEvent",
      rule: "Listeners get an event for a cancelled action.",
      source: "contract",
      why: "An app must know that the balance is available again.",
      steps: releasedSteps([{ at: "event.reserveBalance.status", is: { equals: "cancelled" } }]),
    },
    {
      id: "event.cancel.reserveBalance.schema",
      title: "a ReserveBalanceCancelEvent matches its schema",
      ...typedEventTexts,
      steps: releasedSteps(expectSchema("ReserveBalanceCancelEvent")),
    },
    {
      id: "event.cancel.{resource}",
      title: "cancelling an open {resource} sends {Resource}CancelEvent",
      rule: "Listeners get an event for a cancelled action.",
      source: "contract",
      why: "An app must not wait for an amount that never arrives.",
      over: { resources: delayableResources },
      needs: ["delay"],
      steps: cancelledSteps([{ at: "event.{resource}.status", is: { equals: "cancelled" } }]),
    },
    {
      id: "event.cancel.{resource}.schema",
      title: "a {Resource}CancelEvent matches its schema",
      ...typedEventTexts,
      over: { resources: delayableResources },
      needs: ["delay"],
      steps: cancelledSteps(expectSchema("{Resource}CancelEvent")),
    },
    {
      id: "event.envelope",
      title: "an event has eventId, eventTime and eventType",
      rule: "A listener can identify each event and sort events by time.",
      source: "contract",
      why: "An event can arrive twice; without an id, a listener counts it twice.",
      steps: [
        listen,
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          event: "TopupBalanceCreateEvent",
          of: "{created.id}",
          expect: [
            { at: "eventId", is: "not empty" },
            { at: "eventTime", is: "date-time" },
            { at: "eventType", is: { equals: "TopupBalanceCreateEvent" } },
          ],
        },
      ],
    },
    {
      id: "event.query",
      title: "a registration with a query gets only the matching events",
      rule: "`query` selects events by their type.",
      source: "contract",
      why: "A listener for failures must not be called for every success.",
      steps: [
        {
          call: "POST /hub",
          body: {
            json: { callback: "{callback}", query: "eventType=AdjustBalanceCreateEvent" },
          },
          given: [{ status: 201 }],
        },
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "other" },
        { call: "POST /adjustBalance", body: { from: "{valid.adjustBalance}" }, save: "created" },
        {
          event: "AdjustBalanceCreateEvent",
          of: "{created.id}",
          given: [{ at: "eventType", is: "present" }],
          expect: [{ at: "others", is: "empty" }],
        },
      ],
    },
  ],
};
