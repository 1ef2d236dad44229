import type { Feature } from "../../model/case.ts";

/** Effects of an adjustment on a balance. */
export const adjustBehaviour: Feature = {
  level: "behaviour",
  name: "adjust",
  title: "Adjustment",
  cases: [
    {
      id: "adjustBalance.credits",
      title: "a positive adjustment increases the balance",
      rule: "The new balance is exactly the old balance plus the amount.",
      source: "project",
      why: "A customer must be able to spend a goodwill credit.",
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
      title: "a negative adjustment decreases the balance",
      rule: "The new balance is exactly the old balance minus the amount.",
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
      title: "a debit above the balance is refused and changes no balance",
      rule: "A prepaid balance does not go below zero.",
      source: "project",
      why: "With prepaid, a customer can spend only what was paid before.",
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
      title: "a debit above the balance does not become `completed`",
      rule: "A refused action returns an error or a task with status `failed`.",
      source: "project",
      why: "An app that reads `completed` delivers the goods.",
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
      title: "an adjustment does not change the bucket's validity",
      rule: "`validFor` of the bucket does not change.",
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
