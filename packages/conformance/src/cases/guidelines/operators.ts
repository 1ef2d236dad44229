import type { Feature } from "../../model/case.ts";

/** Comparisons on numbers and date-times, by name and by sign. */
export const guidelineOperators: Feature = {
  level: "guidelines",
  name: "operators",
  title: "Operators",
  cases: [
    {
      id: "bucket.operator.{value}-excludes",
      title: "remainingValue.amount.{value} excludes an equal amount",
      rule: "`.{value}` is a strict comparison.",
      source: "TMF630",
      why: "An alarm for balances below 5 must not start at 5.",
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
      title: "remainingValue.amount.{value} includes an equal amount",
      rule: "`.{value}` includes an equal value.",
      source: "TMF630",
      why: "An alarm for balances of 5 or less must start at 5.",
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
      rule: "`.{value}` on a number compares numbers, not strings.",
      source: "TMF630",
      why: "In a comparison of strings, 9 is greater than 10.",
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
      rule: "`.lte` on a number compares numbers, not strings.",
      source: "TMF630",
      why: "In a comparison of strings, 9 is greater than 10.",
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
      title: "the sign %{value} compares like its named operator",
      rule: "The URL-encoded signs > and < mean `gt` and `lt`.",
      source: "TMF630",
      why: "The guidelines define both forms, and clients use both.",
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
      title: "the sign %{value}= includes an equal value",
      rule: "The URL-encoded signs >= and <= mean `gte` and `lte`.",
      source: "TMF630",
      why: "The guidelines define both forms, and clients use both.",
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
      title: "confirmationDate.gte includes an equal instant",
      rule: "`.gte` on a date-time compares instants.",
      source: "TMF630",
      why: "An app reads the history since yesterday this way.",
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
      title: "confirmationDate.gt excludes an equal instant",
      rule: "`.gt` on a date-time is a strict comparison.",
      source: "TMF630",
      why: "A poller that reads newer entries must not get the last one again.",
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
      title: "requestedDate.gt of a future day returns an empty list",
      rule: "`.gt` on a date-time excludes earlier instants.",
      source: "TMF630",
      why: "A server that ignores the filter shows the whole history.",
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
      title: "id.regex matches a pattern, or gets a 400",
      rule: "`.regex` matches a pattern; a server without this operator returns a 400.",
      source: "TMF630",
      why: "A server that ignores the pattern returns all resources.",
      steps: [
        {
          call: "GET /bucket?usageType.regex=^no-such-type$",
          expect: [{ status: [200, 400] }],
        },
      ],
    },
    {
      id: "bucket.operator.bad-number",
      title: "a filter that compares a number with a word responds with 400",
      rule: "A value of the wrong type gets a 400.",
      source: "TMF630",
      why: "An empty list looks like a valid result.",
      steps: [
        {
          call: "GET /bucket?remainingValue.amount.gt=carrots",
          expect: [{ status: 400 }],
        },
      ],
    },
    {
      id: "bucket.operator.bad-date",
      title: "a filter that compares a date-time with a word responds with 400",
      rule: "A value of the wrong type gets a 400.",
      source: "TMF630",
      why: "An empty list looks like a valid result.",
      steps: [{ call: "GET /bucket?confirmationDate.gt=carrots", expect: [{ status: 400 }] }],
    },
  ],
};
