import type { Feature } from "../../model/case.ts";

/** What a transfer does to two balances. */
export const transferBehaviour: Feature = {
  level: "behaviour",
  name: "transfer",
  title: "Transfer",
  cases: [
    {
      id: "transferBalance.gives",
      title: "a transfer takes its amount from the giver",
      rule: "The giver's balance afterwards is what it was less the amount.",
      source: "project",
      why: "A gift that costs nothing is money made of nothing.",
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
      title: "a transfer adds its amount to the receiver",
      rule: "The receiver's balance afterwards is what it was and the amount.",
      source: "project",
      why: "Money that leaves one balance and reaches none is lost.",
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
      rule: "Giver and receiver are two buckets.",
      source: "project",
      why: "A transfer to oneself is how bonus points are farmed.",
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
      title: "a transfer above the balance moves nothing",
      rule: "Both balances stay as they were when a transfer is refused.",
      source: "project",
      why: "Half a transfer is the worst of all.",
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
