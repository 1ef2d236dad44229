import type { Feature } from "../../model/case.ts";

/** The order of a list. */
export const guidelineSorting: Feature = {
  level: "guidelines",
  name: "sorting",
  title: "Sorting",
  cases: [
    {
      id: "bucket.sort.id-ascending",
      title: "GET /bucket?sort=id returns ascending ids",
      rule: "`sort` orders by the attribute, ascending by default.",
      source: "TMF630",
      why: "People cannot read a history without an order.",
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
      title: "GET /bucket?sort=-id returns descending ids",
      rule: "A minus before the attribute reverses the order.",
      source: "TMF630",
      why: "Apps show the newest entry of a history first.",
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
      title: "GET /bucket?sort=%2Bid returns ascending ids",
      rule: "A plus before the attribute means ascending.",
      source: "TMF630",
      why: "The guidelines define this form.",
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
      rule: "A list can be sorted by a dotted path, and numbers are compared as numbers.",
      source: "TMF630",
      why: "In a comparison of strings, 100 comes before 20.",
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
      title: "GET /topupBalance?sort=-requestedDate returns the newest first",
      rule: "`sort` on a date-time compares instants.",
      source: "TMF630",
      why: "The newest top-up must be on the first page.",
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
      title: "GET /bucket?sort=-id&limit=1 returns the last id",
      rule: "A list is sorted before it is divided into pages.",
      source: "TMF630",
      why: "Otherwise the first page does not have the newest element.",
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
      title: "GET /bucket?sort=carrots responds with 400, or ignores the unknown attribute",
      rule: "An unknown attribute is refused or ignored, and never causes a server error.",
      source: "TMF630",
      why: "A 500 makes clients repeat a request that never succeeds.",
      steps: [{ call: "GET /bucket?sort=carrots", expect: [{ status: [200, 206, 400] }] }],
    },
  ],
};
