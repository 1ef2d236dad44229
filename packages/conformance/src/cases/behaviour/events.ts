import type { CaseStep, Feature } from "../../model/case.ts";

/** Registers the callback that the events of a case arrive at. */
const listen: CaseStep = {
  call: "POST /hub",
  body: { json: { callback: "{callback}" } },
  given: [{ status: 201 }],
};

/** Events that follow from actions. */
export const eventBehaviour: Feature = {
  level: "behaviour",
  name: "events",
  title: "Events",
  cases: [
    {
      id: "event.create.{resource}",
      title: "{Resource}CreateEvent follows POST /{resource}",
      rule: "A create is announced once to whoever registered.",
      source: "contract",
      why: "An app that shows balances live waits for it.",
      over: {
        resources: ["topupBalance", "adjustBalance", "reserveBalance", "transferBalance"],
      },
      steps: [
        listen,
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          save: "created",
          given: [{ status: 201 }],
        },
        {
          event: "{Resource}CreateEvent",
          of: "{created.id}",
          expect: [{ at: "event.{resource}.id", is: { equals: "{created.id}" } }],
        },
      ],
    },
    {
      id: "event.failure.{resource}",
      title: "{Resource}FailureEvent follows a refused POST /{resource}",
      rule: "A refused task is announced as a failure.",
      source: "contract",
      why: "A customer who waits for a top-up must learn that it failed.",
      over: {
        resources: ["topupBalance", "adjustBalance", "reserveBalance", "transferBalance"],
      },
      steps: [
        listen,
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}", set: { bucket: { id: "{unknown}" } } },
          save: "refused",
          given: [{ status: 201 }, { at: "status", is: { equals: "failed" } }],
        },
        {
          event: "{Resource}FailureEvent",
          of: "{refused.id}",
          expect: [{ at: "event.{resource}.status", is: { equals: "failed" } }],
        },
      ],
    },
    {
      id: "event.cancel.reserveBalance",
      title: "ReserveBalanceCancelEvent follows the release of a hold",
      rule: "A cancelled action is announced.",
      source: "contract",
      why: "The balance is free again, and somebody waits for it.",
      steps: [
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
        {
          event: "ReserveBalanceCancelEvent",
          of: "{created.id}",
          expect: [{ at: "event.reserveBalance.status", is: { equals: "cancelled" } }],
        },
      ],
    },
    {
      id: "event.cancel.{resource}",
      title: "{Resource}CancelEvent follows the cancellation of an open {resource}",
      rule: "A cancelled action is announced.",
      source: "contract",
      why: "Somebody waits for an amount that will not come.",
      over: { resources: ["topupBalance", "adjustBalance", "transferBalance"] },
      needs: ["delay"],
      steps: [
        listen,
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        { call: "DELETE /{resource}/{created.id}", given: [{ status: 204 }] },
        {
          event: "{Resource}CancelEvent",
          of: "{created.id}",
          expect: [{ at: "event.{resource}.status", is: { equals: "cancelled" } }],
        },
      ],
    },
    {
      id: "event.schema",
      title: "an event keeps the schema TopupBalanceCreateEvent",
      rule: "The envelope and the resource in it keep the contract's schemas.",
      source: "contract",
      why: "A listener's typed handler fails on anything else.",
      steps: [
        listen,
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          event: "TopupBalanceCreateEvent",
          of: "{created.id}",
          expect: [{ schema: "TopupBalanceCreateEvent" }],
        },
      ],
    },
    {
      id: "event.envelope",
      title: "an event has eventId, eventTime and eventType",
      rule: "A listener can tell events apart and put them in order.",
      source: "contract",
      why: "Events come twice; without an id they are counted twice.",
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
      title: "a registration with a query gets what it asked for alone",
      rule: "`query` selects events by their type.",
      source: "contract",
      why: "A listener for failures must not be woken by every success.",
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
