import type { Feature } from "../../model/case.ts";
import { actionEvents } from "../resources.ts";

/** Registrations for events, and the listener's operations. */
export const contractHub: Feature = {
  level: "contract",
  name: "hub",
  title: "Hub and listeners",
  cases: [
    {
      id: "hub.register.status",
      title: "POST /hub responds with 201",
      rule: "A registration gets a 201.",
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
      why: "Without the id, a listener cannot unregister.",
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
      why: "HTTP clients read the URL of a new resource from `Location`.",
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
      title: "POST /hub returns the query",
      rule: "The response has the `query` of the request.",
      source: "contract",
      why: "A listener must see that the server ignores its query.",
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
      why: "A registration without a callback loses events silently.",
      steps: [{ call: "POST /hub", body: { json: {} }, expect: [{ status: 400 }] }],
    },
    {
      id: "hub.unregister.status",
      title: "DELETE /hub/{id} responds with 204",
      rule: "The DELETE of a registration gets a 204.",
      source: "contract",
      why: "A listener that cannot unregister is called forever.",
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
      rule: "A deleted registration does not exist any more.",
      source: "contract",
      why: "A 204 for every id hides a wrong id.",
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
      why: "A server repeats an event until the listener accepts it.",
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
      rule: "A body that is not JSON gets a 400.",
      source: "contract",
      why: "An unreadable event must not count as delivered.",
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
