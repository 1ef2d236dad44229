import type { Feature } from "../../model/case.ts";

/** Comparisons on numbers and date-times, by name and by sign. */
export const guidelineOperators: Feature = {
  level: "guidelines",
  name: "operators",
  title: "Operators",
  cases: [
    {
      id: "bucket.operator.{value}-excludes",
      title: "remainingValue.amount.{value} leaves an equal amount out",
      rule: "`.{value}` is a strict comparison.",
      source: "TMF630",
      why: "A low-balance alarm at 5 must not ring at 5.",
      over: { values: ["gt", "lt"] },
      steps: [
        {
          call: "GET /bucket?id={bucket.id}&remainingValue.amount.{value}={bucket.remainingValue.amount}",
          given: [{ status: [200, 206] }],
          expect: [{ at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "bucket.operator.{value}-includes",
      title: "remainingValue.amount.{value} keeps an equal amount",
      rule: "`.{value}` includes the value itself.",
      source: "TMF630",
      why: "A limit that is reached is reached.",
      over: { values: ["gte", "lte", "eq"] },
      steps: [
        {
          call: "GET /bucket?id={bucket.id}&remainingValue.amount.{value}={bucket.remainingValue.amount}",
          given: [{ status: [200, 206] }],
          expect: [{ some: "id", is: { equals: "{bucket.id}" } }],
        },
      ],
    },
    {
      id: "bucket.operator.{value}-bound",
      title: "each element of ?remainingValue.amount.{value}=… is within the bound",
      rule: "`.{value}` on a number compares numbers, not texts.",
      source: "TMF630",
      why: "As text, 9 is above 10.",
      over: { values: ["gte"] },
      steps: [
        {
          call: "GET /bucket?remainingValue.amount.{value}={bucket.remainingValue.amount}",
          given: [{ status: [200, 206] }],
          expect: [
            {
              each: "remainingValue.amount",
              is: { atLeast: "{bucket.remainingValue.amount}" },
            },
          ],
        },
      ],
    },
    {
      id: "bucket.operator.lte-bound",
      title: "each element of ?remainingValue.amount.lte=… is within the bound",
      rule: "`.lte` on a number compares numbers, not texts.",
      source: "TMF630",
      why: "As text, 9 is above 10.",
      steps: [
        {
          call: "GET /bucket?remainingValue.amount.lte={bucket.remainingValue.amount}",
          given: [{ status: [200, 206] }],
          expect: [
            { each: "remainingValue.amount", is: { atMost: "{bucket.remainingValue.amount}" } },
          ],
        },
      ],
    },
    {
      id: "bucket.operator.sign-{value}",
      title: "the sign %{value} compares as its name does",
      rule: "The URL-encoded signs > and < mean `gt` and `lt`.",
      source: "TMF630",
      why: "The guidelines show both forms, and clients use either.",
      over: { values: ["3E", "3C"] },
      steps: [
        {
          call: "GET /bucket?id={bucket.id}&remainingValue.amount%{value}{bucket.remainingValue.amount}",
          given: [{ status: [200, 206] }],
          expect: [{ at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "bucket.operator.sign-{value}-equal",
      title: "the sign %{value}= includes the value itself",
      rule: "The URL-encoded signs >= and <= mean `gte` and `lte`.",
      source: "TMF630",
      why: "The guidelines show both forms, and clients use either.",
      over: { values: ["3E", "3C"] },
      steps: [
        {
          call: "GET /bucket?id={bucket.id}&remainingValue.amount%{value}%3D{bucket.remainingValue.amount}",
          given: [{ status: [200, 206] }],
          expect: [{ some: "id", is: { equals: "{bucket.id}" } }],
        },
      ],
    },
    {
      id: "bucket.operator.date-gte",
      title: "confirmationDate.gte keeps an equal instant",
      rule: "`.gte` on a date-time compares instants.",
      source: "TMF630",
      why: "A history since yesterday is asked for this way.",
      steps: [
        {
          call: "GET /bucket?id={bucket.id}&confirmationDate.gte={bucket.confirmationDate}",
          given: [{ status: [200, 206] }],
          expect: [{ some: "id", is: { equals: "{bucket.id}" } }],
        },
      ],
    },
    {
      id: "bucket.operator.date-gt",
      title: "confirmationDate.gt leaves an equal instant out",
      rule: "`.gt` on a date-time is a strict comparison.",
      source: "TMF630",
      why: "A poller that asks for what is newer must not get the last one again.",
      steps: [
        {
          call: "GET /bucket?id={bucket.id}&confirmationDate.gt={bucket.confirmationDate}",
          given: [{ status: [200, 206] }],
          expect: [{ at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "topupBalance.operator.future",
      title: "requestedDate.gt of a day to come gives an empty list",
      rule: "`.gt` on a date-time leaves earlier instants out.",
      source: "TMF630",
      why: "A filter on dates that is ignored shows the whole history.",
      steps: [
        {
          call: "GET /topupBalance?requestedDate.gt=2999-01-01T00:00:00Z",
          given: [{ status: [200, 206] }],
          expect: [{ at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "bucket.operator.regex",
      title: "id.regex finds by pattern, or is refused with 400",
      rule: "`.regex` matches a pattern; a server without it says so.",
      source: "TMF630",
      why: "A pattern that is ignored shows everything.",
      steps: [
        {
          call: "GET /bucket?usageType.regex=^no-such-type$",
          expect: [{ status: [200, 400] }],
        },
      ],
    },
    {
      id: "bucket.operator.bad-number",
      title: "a text where a number is compared responds with 400",
      rule: "A value that cannot be compared is a 400.",
      source: "TMF630",
      why: "An empty list would say that nobody has so much.",
      steps: [
        {
          call: "GET /bucket?remainingValue.amount.gt=carrots",
          expect: [{ status: 400 }],
        },
      ],
    },
    {
      id: "bucket.operator.bad-date",
      title: "a text where a date-time is compared responds with 400",
      rule: "A value that cannot be compared is a 400.",
      source: "TMF630",
      why: "An empty list would say that nothing happened.",
      steps: [{ call: "GET /bucket?confirmationDate.gt=carrots", expect: [{ status: 400 }] }],
    },
  ],
};
