import type { Feature } from "../../model/case.ts";

/** Effects of a top-up on a balance. */
export const topUpBehaviour: Feature = {
  level: "behaviour",
  name: "top-up",
  title: "Top-up",
  cases: [
    {
      id: "topupBalance.adds",
      title: "a completed top-up adds its amount to remainingValue",
      rule: "The new balance is exactly the old balance plus the amount.",
      source: "project",
      why: "A customer who paid and got no credit calls support.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}" },
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
      id: "topupBalance.exact",
      title: "top-ups of 0.1 and 0.2 add exactly 0.3",
      rule: "Amounts are added exactly.",
      source: "project",
      why: "Binary fractions lose a cent every few thousand actions.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}", set: { "amount.amount": 0.1 } },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}", set: { "amount.amount": 0.2 } },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: { sum: ["{before.remainingValue.amount}", 0.1, 0.2] } },
            },
          ],
        },
      ],
    },
    {
      id: "topupBalance.negative",
      title: "a negative top-up is refused",
      rule: "A top-up that is not positive gets a 400 or becomes a failed task.",
      source: "project",
      why: "A negative top-up is a debit without any limit.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}", set: { "amount.amount": -1 } },
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
      id: "topupBalance.wrong-unit",
      title: "a top-up in another unit is refused and changes no balance",
      rule: "An amount whose unit does not fit the bucket is refused.",
      source: "project",
      why: "A customer must not get ten euros for ten yen.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}", set: { "amount.units": "XTS" } },
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
      id: "topupBalance.unknown-bucket",
      title: "a top-up of an unknown bucket does not complete",
      rule: "A top-up of an unknown bucket gets an error or becomes a failed task.",
      source: "project",
      why: "Money that is credited to an unknown balance is lost.",
      steps: [
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}", set: { bucket: { id: "{unknown}" } } },
          given: [{ status: [201, 400, 404, 409, 422] }],
          expect: [{ at: "status", is: { not: "completed" } }],
        },
      ],
    },
    {
      id: "topupBalance.dates",
      title: "a completed top-up has requestedDate and confirmationDate",
      rule: "A finished action has the times of its request and of its completion.",
      source: "project",
      why: "Support needs both times to settle a dispute.",
      steps: [
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}" },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
          expect: [
            { at: "requestedDate", is: "date-time" },
            { at: "confirmationDate", is: "date-time" },
          ],
        },
      ],
    },
    {
      id: "topupBalance.delete-keeps-money",
      title: "deleting a finished top-up does not change the balance",
      rule: "DELETE of a finished action removes only its record.",
      source: "project",
      why: "Deleting a record must not take money from the customer.",
      steps: [
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        { call: "GET /bucket/{bucket.id}", save: "before" },
        { call: "DELETE /topupBalance/{created.id}", given: [{ status: 204 }] },
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
      id: "topupBalance.concurrent",
      title: "ten simultaneous top-ups are all credited",
      rule: "No simultaneous top-up is lost.",
      source: "project",
      why: "A server that reads, adds and writes without a lock keeps only the last top-up.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}" },
          times: 10,
          given: [
            { responses: { status: 201, at: "status", is: { equals: "completed" } }, count: 10 },
          ],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: { sum: ["{before.remainingValue.amount}", 10] } },
            },
          ],
        },
      ],
    },
  ],
};
