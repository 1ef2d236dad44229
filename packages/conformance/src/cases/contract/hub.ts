import type { Feature } from "../../model/case.ts";
import { actionEvents } from "../resources.ts";

/** Registering for events, and the listener's own operations. */
export const contractHub: Feature = {
  level: "contract",
  name: "hub",
  title: "Hub and listeners",
  cases: [
    {
      id: "hub.register.status",
      title: "POST /hub responds with 201",
      rule: "A registration responds with 201.",
      source: "contract",
      why: "A listener must know that it is registered.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          expect: [{ status: 201 }],
        },
      ],
    },
    {
      id: "hub.register.schema",
      title: "POST /hub responds with an EventSubscription",
      rule: "The body has `id` and `callback`.",
      source: "contract",
      why: "Without the id nobody can unregister.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          given: [{ status: 201 }],
          expect: [
            { schema: "EventSubscription" },
            { at: "callback", is: { equals: "{callback}" } },
          ],
        },
      ],
    },
    {
      id: "hub.register.location",
      title: "POST /hub has a Location with the id",
      rule: "`Location` names the registration.",
      source: "TMF630",
      why: "HTTP clients take the address of what they created from it.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          save: "subscription",
          given: [{ status: 201 }],
          expect: [{ header: "Location", is: { contains: "/hub/{subscription.id}" } }],
        },
      ],
    },
    {
      id: "hub.register.query",
      title: "POST /hub gives the query back",
      rule: "`query` of the response is the one of the request.",
      source: "contract",
      why: "A listener that gets everything where it asked for one type drowns.",
      steps: [
        {
          call: "POST /hub",
          body: {
            json: { callback: "{callback}", query: "eventType=TopupBalanceCreateEvent" },
          },
          given: [{ status: 201 }],
          expect: [{ at: "query", is: { equals: "eventType=TopupBalanceCreateEvent" } }],
        },
      ],
    },
    {
      id: "hub.register.without-callback",
      title: "POST /hub without callback responds with 400",
      rule: "`callback` is mandatory.",
      source: "contract",
      why: "A registration that leads nowhere loses events silently.",
      steps: [{ call: "POST /hub", body: { json: {} }, expect: [{ status: 400 }] }],
    },
    {
      id: "hub.unregister.status",
      title: "DELETE /hub/{id} responds with 204",
      rule: "Ending a registration responds with 204.",
      source: "contract",
      why: "A listener that cannot leave is called for ever.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          save: "subscription",
        },
        { call: "DELETE /hub/{subscription.id}", expect: [{ status: 204 }] },
      ],
    },
    {
      id: "hub.unregister.again",
      title: "a second DELETE /hub/{id} responds with 404",
      rule: "A registration that ended is not there any more.",
      source: "contract",
      why: "204 for everything hides a wrong id.",
      steps: [
        {
          call: "POST /hub",
          body: { json: { callback: "{callback}" } },
          save: "subscription",
        },
        { call: "DELETE /hub/{subscription.id}" },
        { call: "DELETE /hub/{subscription.id}", expect: [{ status: 404 }] },
      ],
    },
    {
      id: "listener.{value}.status",
      title: "POST /listener/{value} responds with 201",
      rule: "The listener's operation for the event responds with 201.",
      source: "contract",
      why: "A sender repeats an event until it is taken.",
      over: { values: actionEvents },
      steps: [
        {
          call: "POST /listener/{value}",
          body: {
            json: {
              eventId: "{unknown}",
              eventTime: "2026-01-01T00:00:00Z",
              eventType: "{Value}",
              event: {},
            },
          },
          expect: [{ status: 201 }],
        },
      ],
    },
    {
      id: "listener.{value}.malformed",
      title: "POST /listener/{value} with broken JSON responds with 400",
      rule: "A body that is no JSON is a 400.",
      source: "contract",
      why: "An event that cannot be read must not count as delivered.",
      over: { values: actionEvents },
      steps: [
        {
          call: "POST /listener/{value}",
          body: { raw: '{"eventId":' },
          expect: [{ status: 400 }],
        },
      ],
    },
  ],
};
