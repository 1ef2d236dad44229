import type { Feature } from "../../model/case.ts";

/** Reservations: reserving, consuming and releasing an amount. */
export const reserveBehaviour: Feature = {
  level: "behaviour",
  name: "reserve",
  title: "Reservation",
  cases: [
    {
      id: "reserveBalance.reserves",
      title: "a reservation subtracts its amount from remainingValue",
      rule: "A held amount cannot be spent.",
      source: "project",
      why: "Otherwise the same credit can be spent twice.",
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
      rule: "`reservedValue` includes the held amount.",
      source: "project",
      why: "Otherwise a customer cannot see where the credit is.",
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
      title: "consuming a reservation ends it and does not change remainingValue",
      rule: "PATCH with status `completed` spends the held amount.",
      source: "project",
      why: "Otherwise a customer is charged twice, or never.",
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
      title: "consuming a part of a reservation releases the rest",
      rule: "A smaller amount spends that part and releases the rest.",
      source: "project",
      why: "A customer must not pay the whole reservation for a call that ended early.",
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
      title: "releasing a reservation restores the balance",
      rule: "PATCH with status `cancelled` restores the balance.",
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
      title: "deleting an open reservation restores the balance",
      rule: "DELETE of an open reservation releases it.",
      source: "project",
      why: "Otherwise the amount is held forever, and no record is left that could release it.",
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
      title: "consuming a reservation a second time does not change the balance",
      rule: "A repeated PATCH changes nothing.",
      source: "project",
      why: "A client that loses a response repeats the request; the customer must not pay twice.",
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
      title: "a released reservation cannot be consumed",
      rule: "A reservation with a final status cannot be consumed.",
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
      title: "a reservation above the balance is refused",
      rule: "An amount above the balance cannot be held: the result is an error or a failed task.",
      source: "project",
      why: "A reservation of credit that does not exist delivers goods without payment.",
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
      title: "three of ten simultaneous reservations of a third of the balance succeed",
      rule: "Simultaneous reservations never reserve more than the balance.",
      source: "project",
      why: "A server that checks first and debits later sells the same credit several times.",
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
