import type { Feature } from "../../model/case.ts";

/** Effects of a transfer on two balances. */
export const transferBehaviour: Feature = {
  level: "behaviour",
  name: "transfer",
  title: "Transfer",
  cases: [
    {
      id: "transferBalance.gives",
      title: "a transfer decreases the sender's balance by its amount",
      rule: "The sender's new balance is the old balance minus the amount.",
      source: "project",
      why: "A transfer without a debit creates money.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /transferBalance",
          body: { from: "{valid.transferBalance}" },
          given: [
            { status: 201 },
            { at: "status", is: { equals: "completed" } },
            { at: "transferCost", is: "absent" },
          ],
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
      id: "transferBalance.receives",
      title: "a transfer increases the receiver's balance by its amount",
      rule: "The receiver's new balance is the old balance plus the amount.",
      source: "project",
      why: "A transfer without a credit loses money.",
      steps: [
        { call: "GET /bucket/{second.id}", save: "before" },
        {
          call: "POST /transferBalance",
          body: { from: "{valid.transferBalance}" },
          given: [
            { status: 201 },
            { at: "status", is: { equals: "completed" } },
            { at: "transferCost", is: "absent" },
          ],
        },
        {
          call: "GET /bucket/{second.id}",
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
      id: "transferBalance.to-itself",
      title: "a transfer to the same bucket is refused",
      rule: "Sender and receiver are two different buckets.",
      source: "project",
      why: "Customers could collect bonus points with transfers to themselves.",
      steps: [
        {
          call: "POST /transferBalance",
          body: {
            from: "{valid.transferBalance}",
            set: { receiverBucket: { id: "{bucket.id}" } },
          },
          given: [{ status: [201, 400, 409, 422] }],
          expect: [{ at: "status", is: { not: "completed" } }],
        },
      ],
    },
    {
      id: "transferBalance.above-balance",
      title: "a transfer above the balance changes no balance",
      rule: "A refused transfer changes neither balance.",
      source: "project",
      why: "Half a transfer loses or creates money.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        { call: "GET /bucket/{second.id}", save: "receiver" },
        {
          call: "POST /transferBalance",
          body: {
            from: "{valid.transferBalance}",
            set: { "amount.amount": { sum: ["{before.remainingValue.amount}", 1] } },
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
        {
          call: "GET /bucket/{second.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: "{receiver.remainingValue.amount}" },
            },
          ],
        },
      ],
    },
  ],
};
