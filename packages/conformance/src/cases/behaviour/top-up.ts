import type { Feature } from "../../model/case.ts";

/** What a top-up does to a balance. */
export const topUpBehaviour: Feature = {
  level: "behaviour",
  name: "top-up",
  title: "Top-up",
  cases: [
    {
      id: "topupBalance.adds",
      title: "a completed top-up adds its amount to remainingValue",
      rule: "The balance afterwards is the balance before and the amount, exactly.",
      source: "project",
      why: "A top-up that is paid and not credited is the costliest call to support.",
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
      title: "0.1 and 0.2 make 0.3",
      rule: "Amounts are added exactly.",
      source: "project",
      why: "Binary fractions lose a cent in every few thousand bookings.",
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
      rule: "A top-up is positive: 400, or a failed task.",
      source: "project",
      why: "A negative top-up is a debit that no limit watches.",
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
      title: "a top-up in another unit is refused and moves nothing",
      rule: "An amount whose unit does not fit the bucket is refused.",
      source: "project",
      why: "Ten yen booked as ten euros is a gift.",
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
      rule: "An unknown bucket is refused: an error, or a failed task.",
      source: "project",
      why: "Money booked on a balance that nobody has is gone.",
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
      rule: "A finished action says when it was asked for and when it was done.",
      source: "project",
      why: "A dispute is settled by these two instants.",
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
      title: "deleting a finished top-up moves no money",
      rule: "DELETE of a finished action removes the record alone.",
      source: "project",
      why: "Cleaning up records must not take the customer's money back.",
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
      title: "ten top-ups at once all arrive",
      rule: "Simultaneous bookings lose nothing.",
      source: "project",
      why: "Read, add, write without a lock loses all but the last.",
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
