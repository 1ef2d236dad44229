import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** One resource by its id, and unknown ids. */
export const contractRetrieve: Feature = {
  level: "contract",
  name: "retrieve",
  title: "One resource by its id",
  cases: [
    {
      id: "{resource}.retrieve.status",
      title: "GET /{resource}/{id} responds with 200",
      rule: "Every resource of a list can be read by its id.",
      source: "contract",
      why: "A link of a list must work.",
      over: { resources: everyResource },
      steps: [{ call: "GET /{resource}/{items.{resource}.id}", expect: [{ status: 200 }] }],
    },
    {
      id: "{resource}.retrieve.schema",
      title: "GET /{resource}/{id} matches the schema {Resource}",
      rule: "The body has the types, formats and enum values of the schema {Resource}.",
      source: "contract",
      why: "A typed client fails on a value of another type.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}/{items.{resource}.id}",
          given: [{ status: 200 }],
          expect: [{ schema: "{Resource}" }],
        },
      ],
    },
    {
      id: "{resource}.retrieve.media-type",
      title: "GET /{resource}/{id} has a Content-Type of JSON",
      rule: "The Content-Type is `application/json`.",
      source: "contract",
      why: "Clients choose how to read a body by its Content-Type.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}/{items.{resource}.id}",
          given: [{ status: 200 }],
          expect: [{ header: "Content-Type", is: { contains: "application/json" } }],
        },
      ],
    },
    {
      id: "{resource}.retrieve.as-listed",
      title: "GET /{resource}/{id} and the list agree",
      rule: "A list and a single read return the same id and href.",
      source: "contract",
      why: "Caches and links fail when the two responses differ.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?id={items.{resource}.id}",
          save: "list",
          given: [{ status: [200, 206] }, { at: "[0].id", is: "present" }],
        },
        {
          call: "GET /{resource}/{items.{resource}.id}",
          given: [{ status: 200 }],
          expect: [
            { at: "id", is: { equals: "{items.{resource}.id}" } },
            { at: "href", is: { equals: "{list[0].href}" } },
          ],
        },
      ],
    },
    {
      id: "{resource}.retrieve.unknown",
      title: "GET /{resource}/{id} of an unknown id responds with 404",
      rule: "A request with an unknown id gets a 404.",
      source: "contract",
      why: "An app needs this code to show that a resource does not exist.",
      over: { resources: everyResource },
      steps: [{ call: "GET /{resource}/{unknown}", expect: [{ status: 404 }] }],
    },
    {
      id: "{resource}.retrieve.unknown-body",
      title: "the 404 of GET /{resource}/{id} has an Error body",
      rule: "An error is one object with `code` and `reason`.",
      source: "contract",
      why: "Without `code` and `reason`, an app has nothing to log or show.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}/{unknown}",
          given: [{ status: 404 }],
          expect: [{ schema: "Error" }],
        },
      ],
    },
  ],
};
