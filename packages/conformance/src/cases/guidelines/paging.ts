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
      title: "GET /{resource}?limit=1 gives one element",
      rule: "`limit` is the greatest number of elements.",
      source: "TMF630",
      why: "A phone that asks for one page must not get ten thousand.",
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
      title: "GET /{resource}?offset=1&limit=1 gives the second element",
      rule: "`offset` leaves out as many elements of the same order.",
      source: "TMF630",
      why: "Pages that overlap show a payment twice.",
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
      why: "A pager that recounts on every page never ends.",
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
      title: "GET /{resource}?offset=… past the end gives an empty list with 200",
      rule: "An offset past the end is 200 with `[]`.",
      source: "TMF630",
      why: "A list that shrank while it was read must not end in an error.",
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
      title: "a page that leaves matches out responds with 206",
      rule: "206 says that the list is a part.",
      source: "TMF630",
      why: "An app that adds up a part takes it for the whole.",
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
      title: "a page that leaves matches out links to the next",
      rule: '`Link` has `rel="next"` while there is more.',
      source: "TMF630",
      why: "A client that follows links needs no arithmetic.",
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
      title: "X-Result-Count of a page counts the page",
      rule: "`X-Result-Count` is the number of elements in the body.",
      source: "TMF630",
      why: "A client that trusts it would wait for elements that never come.",
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
      rule: "A page that cannot be is a 400.",
      source: "TMF630",
      why: "A client that miscounts must learn it, not get the first page for ever.",
      over: {
        values: ["limit=-1", "limit=1.5", "limit=many", "offset=-1", "offset=1.5", "offset=many"],
      },
      steps: [{ call: "GET /bucket?{value}", expect: [{ status: 400 }] }],
    },
  ],
};
