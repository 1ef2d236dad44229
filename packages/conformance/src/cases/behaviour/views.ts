import { actionNames } from "@tmf654/contract";
import type { Feature } from "../../model/case.ts";

/** History and accumulated balances: they must agree with the actions. */
export const viewBehaviour: Feature = {
  level: "behaviour",
  name: "views",
  title: "History and accumulated balances",
  cases: [
    {
      id: "history.{resource}",
      title: "the history has an entry for POST /{resource}",
      rule: "Every action has an entry in the history.",
      source: "project",
      why: "A customer compares the history with the receipt.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          save: "created",
          given: [{ status: 201 }],
        },
        {
          call: "GET /balanceActionHistory?id={created.id}",
          given: [{ status: [200, 206] }],
          expect: [{ some: "id", is: { equals: "{created.id}" } }],
        },
      ],
    },
    {
      id: "history.amount",
      title: "an entry of the history has the action's amount",
      rule: "The history has the same amount as the action.",
      source: "project",
      why: "Two different amounts for one payment lead to a dispute.",
      steps: [
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}" },
          save: "created",
          given: [{ status: 201 }],
        },
        {
          call: "GET /balanceActionHistory/{created.id}",
          given: [{ status: 200 }],
          expect: [{ at: "amount", is: { equals: "{created.amount}" } }],
        },
      ],
    },
    {
      id: "history.newest-first",
      title: "the history starts with the newest entry",
      rule: "Without `sort`, the newest action comes first.",
      source: "project",
      why: "The newest payment must be on the first page.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" } },
        {
          call: "GET /balanceActionHistory",
          given: [{ status: [200, 206] }, { at: "", is: "array" }],
          expect: [{ sorted: "requestedDate", order: "descending" }],
        },
      ],
    },
    {
      id: "accumulated.moves",
      title: "a top-up increases the accumulated balance by its amount",
      rule: "The accumulated balance is the sum of the buckets.",
      source: "project",
      why: "Apps show this number on their home screen.",
      steps: [
        {
          call: "GET /accumulatedBalance/{accumulated.id}",
          save: "before",
          given: [{ status: 200 }, { at: "totalBalance.amount", is: "number" }],
        },
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}" },
          given: [{ status: 201 }, { at: "status", is: { equals: "completed" } }],
        },
        {
          call: "GET /accumulatedBalance/{accumulated.id}",
          given: [{ status: 200 }],
          expect: [
            {
              at: "totalBalance.amount",
              is: { equals: { sum: ["{before.totalBalance.amount}", 1] } },
            },
          ],
        },
      ],
    },
    {
      id: "accumulated.buckets",
      title: "an accumulated balance lists the buckets of its sum",
      rule: "`bucket` lists the buckets of the sum.",
      source: "project",
      why: "A customer opens the total to see its parts.",
      steps: [
        {
          call: "GET /accumulatedBalance/{accumulated.id}",
          given: [{ status: 200 }],
          expect: [{ at: "bucket[*].id", is: { includes: "{bucket.id}" } }],
        },
      ],
    },
    {
      id: "bucket.suspended",
      title: "a top-up of a suspended bucket does not complete",
      rule: "A top-up of a suspended bucket gets an error or becomes a failed task.",
      source: "project",
      why: "A customer must not pay for a line that is blocked.",
      steps: [
        {
          call: "POST /topupBalance",
          body: {
            from: "{valid.topupBalance}",
            set: {
              bucket: { id: "{suspended.id}" },
              partyAccount: { id: "{suspended.partyAccount.id}" },
              usageType: "{suspended.usageType}",
              amount: { amount: 1, units: "{suspended.remainingValue.units}" },
            },
          },
          given: [{ status: [201, 400, 409, 422] }],
          expect: [{ at: "status", is: { not: "completed" } }],
        },
      ],
    },
    {
      id: "bucket.expired",
      title: "a debit of an expired bucket does not complete",
      rule: "An expired balance cannot be spent.",
      source: "project",
      why: "Expired credit must not pay for anything.",
      steps: [
        {
          call: "POST /adjustBalance",
          body: {
            from: "{valid.adjustBalance}",
            set: {
              bucket: { id: "{expired.id}" },
              usageType: "{expired.usageType}",
              amount: { amount: -0.5, units: "{expired.remainingValue.units}" },
            },
          },
          given: [{ status: [201, 400, 409, 422] }],
          expect: [{ at: "status", is: { not: "completed" } }],
        },
      ],
    },
    {
      id: "failure.says-why",
      title: "a failed task has a reason",
      rule: "A refused action has a code and a message.",
      source: "project",
      why: "Without the code and the message, support can only guess the reason.",
      steps: [
        {
          call: "POST /adjustBalance",
          body: { from: "{valid.adjustBalance}", set: { "amount.amount": -900000000 } },
          given: [{ status: 201 }, { at: "status", is: { equals: "failed" } }],
          expect: [
            { at: "failure.code", is: "not empty" },
            { at: "failure.message", is: "not empty" },
          ],
        },
      ],
    },
  ],
};
