import type { Feature } from "../../model/case.ts";

/** The order of a list. */
export const guidelineSorting: Feature = {
  level: "guidelines",
  name: "sorting",
  title: "Sorting",
  cases: [
    {
      id: "bucket.sort.id-ascending",
      title: "GET /bucket?sort=id stands in ascending order",
      rule: "`sort` orders by the attribute, ascending by default.",
      source: "TMF630",
      why: "A history in no order cannot be read.",
      steps: [
        {
          call: "GET /bucket?sort=id",
          given: [{ status: [200, 206] }],
          expect: [{ sorted: "id", order: "ascending" }],
        },
      ],
    },
    {
      id: "bucket.sort.id-descending",
      title: "GET /bucket?sort=-id stands in descending order",
      rule: "A minus before the attribute turns the order round.",
      source: "TMF630",
      why: "Newest first is what every history screen asks for.",
      steps: [
        {
          call: "GET /bucket?sort=-id",
          given: [{ status: [200, 206] }],
          expect: [{ sorted: "id", order: "descending" }],
        },
      ],
    },
    {
      id: "bucket.sort.plus",
      title: "GET /bucket?sort=%2Bid stands in ascending order",
      rule: "A plus before the attribute means ascending.",
      source: "TMF630",
      why: "The guidelines show this form.",
      steps: [
        {
          call: "GET /bucket?sort=%2Bid",
          given: [{ status: [200, 206] }],
          expect: [{ sorted: "id", order: "ascending" }],
        },
      ],
    },
    {
      id: "bucket.sort.amount",
      title: "GET /bucket?sort=remainingValue.amount compares numbers",
      rule: "A dotted path sorts, and numbers are compared as numbers.",
      source: "TMF630",
      why: "As text, 100 stands before 20.",
      steps: [
        {
          call: "GET /bucket?sort=remainingValue.amount",
          given: [{ status: [200, 206] }],
          expect: [{ sorted: "remainingValue.amount", order: "ascending" }],
        },
      ],
    },
    {
      id: "topupBalance.sort.newest",
      title: "GET /topupBalance?sort=-requestedDate stands newest first",
      rule: "`sort` on a date-time compares instants.",
      source: "TMF630",
      why: "The last top-up must be on the first page.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" } },
        {
          call: "GET /topupBalance?sort=-requestedDate",
          given: [{ status: [200, 206] }],
          expect: [{ sorted: "requestedDate", order: "descending" }],
        },
      ],
    },
    {
      id: "bucket.sort.with-limit",
      title: "GET /bucket?sort=-id&limit=1 gives the last id",
      rule: "A list is sorted before it is cut into pages.",
      source: "TMF630",
      why: "The newest of the first page is not the newest.",
      steps: [
        {
          call: "GET /bucket?sort=-id",
          save: "all",
          given: [{ status: [200, 206] }, { at: "[1].id", is: "present" }],
        },
        {
          call: "GET /bucket?sort=-id&limit=1",
          given: [{ status: [200, 206] }],
          expect: [{ at: "[0].id", is: { equals: "{all[0].id}" } }],
        },
      ],
    },
    {
      id: "bucket.sort.unknown",
      title: "GET /bucket?sort=carrots responds with 400, or ignores it",
      rule: "An unknown attribute is refused or ignored, never a server error.",
      source: "TMF630",
      why: "A 500 for a typing mistake makes clients repeat it.",
      steps: [{ call: "GET /bucket?sort=carrots", expect: [{ status: [200, 206, 400] }] }],
    },
  ],
};
