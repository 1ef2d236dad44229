import type { Feature } from "../../model/case.ts";

/** `fields` and equality filters: the assertions of the official kit. */
export const certifiedQueries: Feature = {
  level: "certified",
  name: "queries",
  title: "Fields and filters of the kit",
  cases: [
    {
      id: "{resource}.fields.{attribute}",
      title: "GET /{resource}?fields={attribute} responds with 200",
      rule: "`fields` may name any mandatory attribute.",
      source: "kit",
      why: "The kit requests each attribute, and only the level `guidelines` checks the result.",
      over: { resources: "list", attributes: "scalars" },
      steps: [{ call: "GET /{resource}?fields={attribute}", expect: [{ status: 200 }] }],
    },
    {
      id: "{resource}.filter.{attribute}.status",
      title: "GET /{resource}?{attribute}=… responds with 200",
      rule: "A filter on {attribute} is accepted.",
      source: "kit",
      why: "Apps look resources up by {attribute}.",
      over: { resources: "list", attributes: "filters" },
      steps: [
        {
          call: "GET /{resource}?{attribute}={items.{resource}.{attribute}}",
          expect: [{ status: 200 }],
        },
      ],
    },
    {
      id: "{resource}.filter.{attribute}.matches",
      title: "each element of GET /{resource}?{attribute}=… has that {attribute}",
      rule: "A filtered list has only matching elements, and at least one.",
      source: "kit",
      why: "A server that ignores a filter shows other customers' balances.",
      over: { resources: "list", attributes: "filters" },
      steps: [
        {
          call: "GET /{resource}?{attribute}={items.{resource}.{attribute}}",
          given: [{ status: [200, 206] }],
          expect: [
            { at: "", is: "not empty" },
            { each: "{attribute}", is: { equals: "{items.{resource}.{attribute}}" } },
          ],
        },
      ],
    },
  ],
};
