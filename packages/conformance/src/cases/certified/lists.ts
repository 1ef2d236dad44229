import type { Feature } from "../../model/case.ts";

/** Lists: the assertions of the official kit, for every element, also of the sample data. */
export const certifiedLists: Feature = {
  level: "certified",
  name: "lists",
  title: "Lists",
  cases: [
    {
      id: "{resource}.list.status",
      title: "GET /{resource} responds with 200",
      rule: "A list responds with exactly 200.",
      source: "kit",
      why: "The official kit accepts only 200; a 206 without `limit` fails the certificate.",
      over: { resources: "list" },
      steps: [{ call: "GET /{resource}", expect: [{ status: 200 }] }],
    },
    {
      id: "{resource}.list.array",
      title: "GET /{resource} returns a list",
      rule: "The body of a list is a JSON array.",
      source: "kit",
      why: "An app iterates over the body; a wrapper object breaks it.",
      over: { resources: "list" },
      steps: [{ call: "GET /{resource}", expect: [{ at: "", is: "array" }] }],
    },
    {
      id: "{resource}.list.not-empty",
      title: "GET /{resource} has at least one element",
      rule: "A list is not empty while the kit runs.",
      source: "kit",
      why: "The kit takes the ids for its further requests from the list.",
      over: { resources: "list" },
      steps: [
        {
          call: "GET /{resource}",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [{ at: "", is: "not empty" }],
        },
      ],
    },
    {
      id: "{resource}.list.has-{attribute}",
      title: "each element of GET /{resource} has {attribute}",
      rule: "{attribute} is mandatory in every element of the list.",
      source: "kit",
      why: "The kit checks every element, and one old record without {attribute} fails the check.",
      over: { resources: "list", attributes: "mandatory" },
      steps: [
        {
          call: "GET /{resource}",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [{ each: "{attribute}", is: "{kind}" }],
        },
      ],
    },
  ],
};
