import type { Feature } from "../../model/case.ts";

/** One resource by its id: the assertions of the official kit. */
export const certifiedRetrieve: Feature = {
  level: "certified",
  name: "retrieve",
  title: "One resource by its id",
  cases: [
    {
      id: "{resource}.retrieve.status",
      title: "GET /{resource}/{id} responds with 200",
      rule: "Every resource of a list can be read by its id.",
      source: "kit",
      why: "An app opens a detail page from a list; this read must not fail.",
      over: { resources: "retrieve" },
      steps: [{ call: "GET /{resource}/{items.{resource}.id}", expect: [{ status: 200 }] }],
    },
    {
      id: "{resource}.retrieve.object",
      title: "GET /{resource}/{id} returns one object",
      rule: "The body is one object, not a list.",
      source: "kit",
      why: "The contract declares an object, not a list of one element.",
      over: { resources: "retrieve" },
      steps: [
        {
          call: "GET /{resource}/{items.{resource}.id}",
          expect: [{ at: "", is: "object" }],
        },
      ],
    },
    {
      id: "{resource}.retrieve.same-id",
      title: "GET /{resource}/{id} returns the requested resource",
      rule: "The response has the id of the request.",
      source: "kit",
      why: "A wrong balance on the screen is worse than an error.",
      over: { resources: "retrieve" },
      steps: [
        {
          call: "GET /{resource}/{items.{resource}.id}",
          given: [{ status: 200 }, { at: "id", is: "present" }],
          expect: [{ at: "id", is: { equals: "{items.{resource}.id}" } }],
        },
      ],
    },
    {
      id: "{resource}.retrieve.has-{attribute}",
      title: "GET /{resource}/{id} has {attribute}",
      rule: "{attribute} is mandatory in the response.",
      source: "kit",
      why: "The kit requires {attribute}, and apps rely on it.",
      over: { resources: "retrieve", attributes: "mandatory" },
      steps: [
        {
          call: "GET /{resource}/{items.{resource}.id}",
          given: [{ status: 200 }],
          expect: [{ at: "{attribute}", is: "{kind}" }],
        },
      ],
    },
    {
      id: "{resource}.retrieve.unknown",
      title: "GET /{resource}/{id} of an unknown id responds with 404",
      rule: "A request with an unknown id gets a 404.",
      source: "kit",
      why: "A 200 with an empty body, or a 500, hides that the resource does not exist.",
      over: { resources: "retrieve" },
      steps: [{ call: "GET /{resource}/{unknown}", expect: [{ status: 404 }] }],
    },
  ],
};
