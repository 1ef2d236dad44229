import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Pages of a list. */
export const guidelinePaging: Feature = {
  level: "guidelines",
  name: "paging",
  title: "Paging",
  cases: [
    {
      id: "{resource}.page.limit",
      title: "GET /{resource}?limit=1 returns one element",
      rule: "`limit` is the maximum number of elements.",
      source: "TMF630",
      why: "An app that reads one page must not get ten thousand elements.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?limit=1",
          given: [{ status: [200, 206] }, { at: "", is: "not empty" }],
          expect: [{ at: "", is: { length: 1 } }],
        },
      ],
    },
    {
      id: "{resource}.page.offset",
      title: "GET /{resource}?offset=1&limit=1 returns the second element",
      rule: "`offset` skips that many elements in the same order.",
      source: "TMF630",
      why: "Overlapping pages show a payment twice.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?limit=2",
          save: "two",
          given: [{ status: [200, 206] }, { at: "", is: { length: 2 } }],
        },
        {
          call: "GET /{resource}?offset=1&limit=1",
          given: [{ status: [200, 206] }],
          expect: [{ at: "[0].id", is: { equals: "{two[1].id}" } }],
        },
      ],
    },
    {
      id: "{resource}.page.total",
      title: "X-Total-Count is the same with and without limit",
      rule: "`X-Total-Count` counts all matches, on every page.",
      source: "TMF630",
      why: "With a different total on each page, an app never finds the last page.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?limit=2",
          given: [{ status: [200, 206] }, { at: "", is: { length: 2 } }],
          expect: [{ header: "X-Total-Count", is: { atLeast: 2 } }],
        },
        {
          call: "GET /{resource}?limit=1",
          given: [{ status: [200, 206] }, { at: "", is: { length: 1 } }],
          expect: [{ header: "X-Total-Count", is: { atLeast: 2 } }],
        },
      ],
    },
    {
      id: "{resource}.page.past-end",
      title: "GET /{resource}?offset=… past the end returns an empty list with 200",
      rule: "An offset past the end returns `[]` with status 200.",
      source: "TMF630",
      why: "A list that becomes shorter between two requests must not cause an error.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?offset=1000000",
          expect: [{ status: 200 }, { at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "bucket.page.partial",
      title: "an incomplete page responds with 206",
      rule: "An incomplete list gets a 206.",
      source: "TMF630",
      why: "An app must not treat a part of a list as the whole list.",
      steps: [
        {
          call: "GET /bucket?limit=2",
          given: [{ status: [200, 206] }, { at: "", is: { length: 2 } }],
        },
        { call: "GET /bucket?limit=1", expect: [{ status: 206 }] },
      ],
    },
    {
      id: "bucket.page.next",
      title: "an incomplete page has a link to the next page",
      rule: '`Link` has `rel="next"` while more elements follow.',
      source: "TMF630",
      why: "A client that follows links does not calculate offsets.",
      steps: [
        {
          call: "GET /bucket?limit=2",
          given: [{ status: [200, 206] }, { at: "", is: { length: 2 } }],
        },
        {
          call: "GET /bucket?limit=1",
          given: [{ status: [200, 206] }],
          expect: [{ header: "Link", is: { contains: 'rel="next"' } }],
        },
      ],
    },
    {
      id: "bucket.page.result-count",
      title: "X-Result-Count of a page is the number of its elements",
      rule: "`X-Result-Count` is the number of elements in the body.",
      source: "TMF630",
      why: "With a wrong number, a client waits for elements that never arrive.",
      steps: [
        {
          call: "GET /bucket?limit=1",
          given: [{ status: [200, 206] }, { at: "", is: { length: 1 } }],
          expect: [{ header: "X-Result-Count", is: { equals: 1 } }],
        },
      ],
    },
    {
      id: "bucket.page.{value}",
      title: "GET /bucket?{value} responds with 400",
      rule: "An invalid `limit` or `offset` gets a 400.",
      source: "TMF630",
      why: "A client must get an error, not the first page again and again.",
      over: {
        values: ["limit=-1", "limit=1.5", "limit=many", "offset=-1", "offset=1.5", "offset=many"],
      },
      steps: [{ call: "GET /bucket?{value}", expect: [{ status: 400 }] }],
    },
  ],
};
