import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Lists of all seven resources, as the contract declares them. */
export const contractLists: Feature = {
  level: "contract",
  name: "lists",
  title: "Lists",
  cases: [
    {
      id: "{resource}.list.status",
      title: "GET /{resource} responds with 200 or 206",
      rule: "A list gets a 200, or a 206 when it is incomplete.",
      source: "contract",
      why: "The contract and TMF630 have no other success code for a list.",
      over: { resources: everyResource },
      steps: [{ call: "GET /{resource}", expect: [{ status: [200, 206] }] }],
    },
    {
      id: "{resource}.list.schema",
      title: "each element of GET /{resource} matches the schema {Resource}",
      rule: "Every element has the types, formats and enum values of the schema {Resource}.",
      source: "contract",
      why: "A typed client fails on a value of another type.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}",
          given: [{ status: [200, 206] }, { at: "", is: "array" }, { at: "", is: "not empty" }],
          expect: [{ schema: "{Resource}[]" }],
        },
      ],
    },
    {
      id: "{resource}.list.media-type",
      title: "GET /{resource} has a Content-Type of JSON",
      rule: "The Content-Type is `application/json`.",
      source: "contract",
      why: "Clients choose how to read a body by its Content-Type.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}",
          given: [{ status: [200, 206] }],
          expect: [{ header: "Content-Type", is: { contains: "application/json" } }],
        },
      ],
    },
    {
      id: "{resource}.list.total-count",
      title: "GET /{resource} has X-Total-Count",
      rule: "`X-Total-Count` is a number that is not below the number of elements.",
      source: "contract",
      why: "Without this number, an app cannot show the number of pages.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}",
          save: "list",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [{ header: "X-Total-Count", is: { atLeast: { lengthOf: "{list}" } } }],
        },
      ],
    },
    {
      id: "{resource}.list.result-count",
      title: "GET /{resource} has X-Result-Count",
      rule: "`X-Result-Count` is the number of elements in the body.",
      source: "contract",
      why: "With a wrong count, pages overlap or miss elements.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}",
          save: "list",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [{ header: "X-Result-Count", is: { equals: { lengthOf: "{list}" } } }],
        },
      ],
    },
    {
      id: "{resource}.list.ids",
      title: "each element of GET /{resource} has an id",
      rule: "Every element has an `id`, a string that is not empty.",
      source: "contract",
      why: "An app cannot open or identify an element without an id.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [
            { each: "id", is: "string" },
            { each: "id", is: "not empty" },
          ],
        },
      ],
    },
    {
      id: "{resource}.list.href",
      title: "each href of GET /{resource} ends in the element's id",
      rule: "Every element has an `href` with its own id.",
      source: "TMF630",
      why: "Clients follow links; a link that leads elsewhere shows the wrong resource.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [{ each: "href", is: { contains: "/{resource}/" } }],
        },
      ],
    },
  ],
};
