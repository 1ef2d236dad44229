import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Methods and paths that the contract does not have, and how errors look. */
export const contractMethods: Feature = {
  level: "contract",
  name: "methods",
  title: "Methods, paths and errors",
  cases: [
    {
      id: "{resource}.put.status",
      title: "PUT /{resource} responds with 405",
      rule: "A method that the path does not have is a 405.",
      source: "contract",
      why: "A 404 or a 500 hides that the method was wrong.",
      over: { resources: everyResource },
      steps: [{ call: "PUT /{resource}", body: { json: {} }, expect: [{ status: 405 }] }],
    },
    {
      id: "{resource}.put.allow",
      title: "the 405 of PUT /{resource} has Allow",
      rule: "`Allow` lists the methods that the path has, GET among them.",
      source: "TMF630",
      why: "RFC 9110 demands it; tools and people read it.",
      over: { resources: everyResource },
      steps: [
        {
          call: "PUT /{resource}",
          body: { json: {} },
          given: [{ status: 405 }],
          expect: [{ header: "Allow", is: { contains: "GET" } }],
        },
      ],
    },
    {
      id: "path.unknown.status",
      title: "a path that the contract does not have responds with 404",
      rule: "An unknown path is a 404.",
      source: "contract",
      why: "A gateway's HTML page with 200 looks like success to a client.",
      steps: [{ call: "GET /carrots", expect: [{ status: 404 }] }],
    },
    {
      id: "path.unknown.body",
      title: "the 404 of an unknown path has an Error body",
      rule: "Every error is one object with `code` and `reason`.",
      source: "contract",
      why: "An HTML page as an error cannot be read by a program.",
      steps: [{ call: "GET /carrots", given: [{ status: 404 }], expect: [{ schema: "Error" }] }],
    },
    {
      id: "error.media-type",
      title: "an error is JSON by its Content-Type",
      rule: "The response says `application/json`.",
      source: "contract",
      why: "A client that sees another type does not read the reason.",
      steps: [
        {
          call: "GET /bucket/{unknown}",
          given: [{ status: 404 }],
          expect: [{ header: "Content-Type", is: { contains: "application/json" } }],
        },
      ],
    },
    {
      id: "error.status-text",
      title: "the status in an error is that of the response, as a string",
      rule: "`status` of an Error is a string with the HTTP status.",
      source: "contract",
      why: "Logs that keep the body alone would name another status.",
      steps: [
        {
          call: "GET /bucket/{unknown}",
          given: [{ status: 404 }],
          expect: [{ at: "status", is: { ifPresent: { equals: "404" } } }],
        },
      ],
    },
    {
      id: "error.code-text",
      title: "the code of an error is a string",
      rule: "`code` of an Error is a string.",
      source: "contract",
      why: "The contract types it so; a number breaks typed clients.",
      steps: [
        {
          call: "GET /bucket/{unknown}",
          given: [{ status: 404 }],
          expect: [{ at: "code", is: "string" }],
        },
      ],
    },
    {
      id: "error.one-object",
      title: "an error is one object, not a list",
      rule: "The body of an error is one object.",
      source: "TMF630",
      why: "Earlier guidelines had a list; a client of v4 reads an object.",
      steps: [
        {
          call: "GET /bucket/{unknown}",
          given: [{ status: 404 }],
          expect: [{ at: "", is: "object" }],
        },
      ],
    },
  ],
};
