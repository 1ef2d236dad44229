import type { Feature } from "../../model/case.ts";

/** What an adjustment does to a balance. */
export const adjustBehaviour: Feature = {
  level: "behaviour",
  name: "adjust",
  title: "Adjustment",
  cases: [
    {
      id: "adjustBalance.credits",
      title: "a positive adjustment adds",
      rule: "The balance afterwards is the balance before and the amount, exactly.",
      source: "project",
      why: "A goodwill credit must be spendable.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /adjustBalance",
          body: { from: "{valid.adjustBalance}" },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: { sum: ["{before.remainingValue.amount}", 1] } },
            },
          ],
        },
      ],
    },
    {
      id: "adjustBalance.debits",
      title: "a negative adjustment takes away",
      rule: "The balance afterwards is the balance before less the amount, exactly.",
      source: "project",
      why: "A correction in the wrong direction doubles the mistake.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /adjustBalance",
          body: { from: "{valid.adjustBalance}", set: { "amount.amount": -1 } },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: { sum: ["{before.remainingValue.amount}", -1] } },
            },
          ],
        },
      ],
    },
    {
      id: "adjustBalance.never-below-zero",
      title: "a debit above the balance is refused and moves nothing",
      rule: "A prepaid balance does not go below zero.",
      source: "project",
      why: "Prepaid means that what is not there cannot be spent.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /adjustBalance",
          body: {
            from: "{valid.adjustBalance}",
            set: {
              "amount.amount": { difference: [-1, "{before.remainingValue.amount}"] },
            },
          },
          given: [{ status: [201, 400, 409, 422] }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: "{before.remainingValue.amount}" },
            },
          ],
        },
      ],
    },
    {
      id: "adjustBalance.refused-is-not-completed",
      title: "a debit above the balance does not say completed",
      rule: "A refused action is an error or a task with status `failed`.",
      source: "project",
      why: "An app that reads `completed` hands the goods over.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /adjustBalance",
          body: {
            from: "{valid.adjustBalance}",
            set: {
              "amount.amount": { difference: [-1, "{before.remainingValue.amount}"] },
            },
          },
          given: [{ status: [201, 400, 409, 422] }],
          expect: [{ at: "status", is: { not: "completed" } }],
        },
      ],
    },
    {
      id: "adjustBalance.validity",
      title: "an adjustment does not touch the bucket's validity",
      rule: "`validFor` of the bucket stays as it was.",
      source: "project",
      why: "A correction by an agent must not extend or end a customer's credit.",
      steps: [
        {
          call: "GET /bucket/{bucket.id}",
          save: "before",
          given: [{ status: 200 }, { at: "validFor", is: "present" }],
        },
        {
          call: "POST /adjustBalance",
          body: { from: "{valid.adjustBalance}" },
          given: [{ status: 201 }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [{ at: "validFor", is: { equals: "{before.validFor}" } }],
        },
      ],
    },
  ],
};
