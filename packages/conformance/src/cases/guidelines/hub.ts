import type { Feature } from "../../model/case.ts";

/** A registration for events from its start to its end. */
export const guidelineHub: Feature = {
  level: "guidelines",
  name: "hub",
  title: "Registrations",
  cases: [
    {
      id: "hub.register.duplicate",
      title: "a second POST /hub with the same callback responds with 409",
      rule: "The same callback and query are registered once.",
      source: "contract",
      why: "A listener that is registered twice gets each event twice.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          given: [{ status: 201 }],
        },
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          expect: [{ status: 409 }],
        },
      ],
    },
    {
      id: "hub.unregister.register-again",
      title: "POST /hub responds with 201 after the same registration was deleted",
      rule: "A callback can be registered again after `DELETE /hub/{id}`.",
      source: "TMF630",
      why: "Otherwise a listener that restarts gets no events.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}", query: "eventType=ReserveBalanceCreateEvent" } },
          save: "subscription",
          given: [{ status: 201 }],
        },
        { call: "DELETE /hub/{subscription.id}", given: [{ status: [200, 204] }] },
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}", query: "eventType=ReserveBalanceCreateEvent" } },
          expect: [{ status: 201 }],
        },
      ],
    },
  ],
};
