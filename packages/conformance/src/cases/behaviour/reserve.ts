import type { Feature } from "../../model/case.ts";

/** Hold, consume and release. */
export const reserveBehaviour: Feature = {
  level: "behaviour",
  name: "reserve",
  title: "Reservation",
  cases: [
    {
      id: "reserveBalance.holds",
      title: "a reservation takes its amount out of remainingValue",
      rule: "What is held cannot be spent.",
      source: "project",
      why: "A hold that holds nothing lets the same credit be spent twice.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
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
      id: "reserveBalance.shows",
      title: "a reservation adds its amount to reservedValue",
      rule: "What is held is shown in `reservedValue`.",
      source: "project",
      why: "A customer asks where the credit went.",
      steps: [
        {
          call: "GET /bucket/{bucket.id}",
          save: "before",
          given: [{ status: 200 }, { at: "reservedValue.amount", is: "number" }],
        },
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "reservedValue.amount",
              is: { equals: { sum: ["{before.reservedValue.amount}", 1] } },
            },
          ],
        },
      ],
    },
    {
      id: "reserveBalance.consume",
      title: "consuming a hold keeps remainingValue and ends the hold",
      rule: "PATCH with status `completed` spends what was held.",
      source: "project",
      why: "Charged twice, or never: both happen when this is wrong.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: { json: { status: "completed", reason: "{mark}" } },
          given: [{ status: 200 }],
          expect: [{ at: "status", is: { equals: "completed" } }],
        },
        {
          call: "GET /bucket/{bucket.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "remainingValue.amount",
              is: { equals: { sum: ["{before.remainingValue.amount}", -1] } },
            },
            {
              at: "reservedValue.amount",
              is: { ifPresent: { equals: "{before.reservedValue.amount}" } },
            },
          ],
        },
      ],
    },
    {
      id: "reserveBalance.consume-part",
      title: "consuming a part of a hold gives the rest back",
      rule: "A smaller amount spends that part and releases the rest.",
      source: "project",
      why: "A call that ended early must not cost the whole hold.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}", set: { "amount.amount": 3 } },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: {
            json: {
              status: "completed",
              reason: "{mark}",
              amount: { amount: 1, units: "{units}" },
            },
          },
          given: [{ status: 200 }],
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
      id: "reserveBalance.release",
      title: "releasing a hold gives the amount back",
      rule: "PATCH with status `cancelled` puts the balance back as it was.",
      source: "project",
      why: "A cancelled order must not cost anything.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: { json: { status: "cancelled", reason: "{mark}" } },
          given: [{ status: 200 }],
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
      id: "reserveBalance.delete",
      title: "deleting an open hold gives the amount back",
      rule: "DELETE of an open reservation releases it.",
      source: "project",
      why: "A hold whose record is gone could never be released.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        { call: "DELETE /reserveBalance/{created.id}", given: [{ status: 204 }] },
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
      id: "reserveBalance.consume-again",
      title: "consuming a hold a second time does not spend again",
      rule: "A repeated PATCH changes nothing.",
      source: "project",
      why: "A lost response is repeated; the customer must not pay twice.",
      steps: [
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: { json: { status: "completed", reason: "{mark}" } },
        },
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: { json: { status: "completed", reason: "{mark}" } },
          given: [{ status: [200, 400, 409] }],
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
      id: "reserveBalance.closed",
      title: "a released hold cannot be consumed",
      rule: "A final status is final: consuming after a release is refused.",
      source: "project",
      why: "The order was cancelled; charging for it is wrong.",
      steps: [
        {
          call: "POST /reserveBalance",
          body: { from: "{valid.reserveBalance}" },
          save: "created",
          given: [{ status: 201 }, { at: "status", is: { equals: "created" } }],
        },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: { json: { status: "cancelled", reason: "{mark}" } },
        },
        {
          call: "PATCH /reserveBalance/{created.id}",
          body: { json: { status: "completed", reason: "{mark}" } },
          expect: [{ status: [400, 409] }],
        },
      ],
    },
    {
      id: "reserveBalance.above-balance",
      title: "a hold above the balance is refused",
      rule: "What is not there cannot be held: an error, or a failed task.",
      source: "project",
      why: "A hold on credit that does not exist promises goods for nothing.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /reserveBalance",
          body: {
            from: "{valid.reserveBalance}",
            set: { "amount.amount": { sum: ["{before.remainingValue.amount}", 1] } },
          },
          given: [{ status: [201, 400, 409, 422] }],
          expect: [{ at: "status", is: { not: "created" } }],
        },
      ],
    },
    {
      id: "reserveBalance.atomic",
      title: "of ten holds of a third each, three succeed",
      rule: "Simultaneous reservations never hold more than there is.",
      source: "project",
      why: "Checking first and booking later sells the same credit to everybody.",
      steps: [
        {
          call: "GET /bucket/{bucket.id}",
          save: "before",
          given: [{ status: 200 }, { at: "remainingValue.amount", is: { above: 0 } }],
        },
        {
          call: "POST /reserveBalance",
          body: {
            from: "{valid.reserveBalance}",
            set: { "amount.amount": { share: ["{before.remainingValue.amount}", 3] } },
          },
          times: 10,
          expect: [
            { responses: { status: 201, at: "status", is: { equals: "created" } }, count: 3 },
          ],
        },
      ],
    },
  ],
};
