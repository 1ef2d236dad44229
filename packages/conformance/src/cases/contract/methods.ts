import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Methods and paths that the contract does not have, and the shape of errors. */
export const contractMethods: Feature = {
  level: "contract",
  name: "methods",
  title: "Methods, paths and errors",
  cases: [
    {
      id: "{resource}.put.status",
      title: "PUT /{resource} responds with 405",
      rule: "An unknown method of a path gets a 405.",
      source: "contract",
      why: "A 404 or a 500 hides that the method was wrong.",
      over: { resources: everyResource },
      steps: [{ call: "PUT /{resource}", body: { json: {} }, expect: [{ status: 405 }] }],
    },
    {
      id: "{resource}.put.allow",
      title: "the 405 of PUT /{resource} has Allow",
      rule: "`Allow` lists the methods of the path, such as GET.",
      source: "TMF630",
      why: "RFC 9110 requires this header, and tools read it.",
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
      rule: "An unknown path gets a 404.",
      source: "contract",
      why: "A client treats an HTML page with status 200 as a success.",
      steps: [{ call: "GET /carrots", expect: [{ status: 404 }] }],
    },
    {
      id: "path.unknown.body",
      title: "the 404 of an unknown path has an Error body",
      rule: "Every error is one object with `code` and `reason`.",
      source: "contract",
      why: "A program cannot read an error from an HTML page.",
      steps: [{ call: "GET /carrots", given: [{ status: 404 }], expect: [{ schema: "Error" }] }],
    },
    {
      id: "error.media-type",
      title: "an error has a Content-Type of JSON",
      rule: "The Content-Type is `application/json`.",
      source: "contract",
      why: "A client that gets another media type does not read the reason.",
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
      title: "the status in an error is the status of the response, as a string",
      rule: "`status` of an Error is a string with the HTTP status.",
      source: "contract",
      why: "Logs that keep only the body would show a wrong status.",
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
      why: "The contract declares a string; a number breaks typed clients.",
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
      why: "Earlier guidelines had a list, but a client of v4 expects an object.",
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
