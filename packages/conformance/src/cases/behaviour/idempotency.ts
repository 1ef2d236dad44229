import type { Feature } from "../../model/case.ts";

/** Requests that a client repeats after a lost response. */
export const idempotencyBehaviour: Feature = {
  level: "behaviour",
  name: "idempotency",
  title: "Idempotency",
  cases: [
    {
      id: "idempotency.same-response",
      title: "the same Idempotency-Key returns the first response again",
      rule: "A repeated POST with the same key returns the same resource.",
      source: "project",
      why: "A client that repeats a request after a timeout must get the result of the first one.",
      steps: [
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.first}" },
          body: { from: "{valid.topupBalance}" },
          save: "first",
          given: [{ status: 201 }],
        },
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.first}" },
          body: { from: "{valid.topupBalance}" },
          given: [{ status: 201 }],
          expect: [{ at: "id", is: { equals: "{first.id}" } }],
        },
      ],
    },
    {
      id: "idempotency.charges-once",
      title: "a repeated POST with the same Idempotency-Key changes the balance once",
      rule: "The second POST with the same key does not change the balance again.",
      source: "project",
      why: "Otherwise a customer is charged twice.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.second}" },
          body: { from: "{valid.topupBalance}" },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.second}" },
          body: { from: "{valid.topupBalance}" },
          given: [{ status: [200, 201, 409] }],
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
      id: "idempotency.other-body",
      title: "the same Idempotency-Key with another body responds with 409 or 422",
      rule: "A key belongs to one request.",
      source: "project",
      why: "A key that is reused by mistake must not suppress a payment.",
      steps: [
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.third}" },
          body: { from: "{valid.topupBalance}" },
          given: [{ status: 201 }],
        },
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.third}" },
          body: { from: "{valid.topupBalance}", set: { "amount.amount": 2 } },
          expect: [{ status: [409, 422] }],
        },
      ],
    },
    {
      id: "idempotency.concurrent",
      title: "five simultaneous requests with one key change the balance once",
      rule: "A request waits for an earlier request with the same key.",
      source: "project",
      why: "A double tap sends two requests within a millisecond.",
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /topupBalance",
          headers: { "Idempotency-Key": "{key.fourth}" },
          body: { from: "{valid.topupBalance}" },
          times: 5,
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
  ],
};
