import { actionNames } from "@tmf654/contract";
import type { Feature } from "../../model/case.ts";

/** Requests that break the contract: the server returns a 400 and changes nothing. */
export const contractInvalidRequests: Feature = {
  level: "contract",
  name: "invalid-requests",
  title: "Invalid requests",
  cases: [
    {
      id: "{resource}.create.without-{attribute}",
      title: "POST /{resource} without {attribute} responds with 400",
      rule: "{attribute} is mandatory in {Resource}_Create.",
      source: "contract",
      why: "A server that fills in the value records an action that the client did not request.",
      over: {
        resources: actionNames,
        attributes: {
          topupBalance: ["amount", "bucket", "partyAccount", "usageType"],
          adjustBalance: ["amount", "bucket", "usageType"],
          reserveBalance: ["bucket", "partyAccount", "usageType"],
          transferBalance: [
            "amount",
            "bucket",
            "channel",
            "logicalResource",
            "reason",
            "receiverBucket",
            "receiverBucketUsageType",
            "receiverLogicalResource",
            "usageType",
          ],
        },
      },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}", drop: ["{attribute}"] },
          expect: [{ status: 400 }],
        },
      ],
    },
    {
      id: "{resource}.create.text-amount",
      title: "POST /{resource} with an amount as text responds with 400",
      rule: "`amount.amount` is a number.",
      source: "contract",
      why: "A server that reads text as a number can misread a decimal comma.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}", set: { "amount.amount": "one" } },
          expect: [{ status: 400 }],
        },
      ],
    },
    {
      id: "{resource}.create.unknown-usage-type",
      title: "POST /{resource} with an unknown usageType responds with 400",
      rule: "`usageType` is one of the contract's values.",
      source: "contract",
      why: "No balance has an unknown usage type.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}", set: { usageType: "carrots" } },
          expect: [{ status: 400 }],
        },
      ],
    },
    {
      id: "{resource}.create.malformed",
      title: "POST /{resource} with broken JSON responds with 400",
      rule: "A body that is not JSON gets a 400.",
      source: "contract",
      why: "A 500 makes clients repeat a request that never succeeds.",
      over: { resources: actionNames },
      steps: [{ call: "POST /{resource}", body: { raw: '{"amount":' }, expect: [{ status: 400 }] }],
    },
    {
      id: "{resource}.create.no-body",
      title: "POST /{resource} without a body responds with 400",
      rule: "A create without a body gets a 400.",
      source: "contract",
      why: "An empty request must not create an empty record.",
      over: { resources: actionNames },
      steps: [{ call: "POST /{resource}", expect: [{ status: 400 }] }],
    },
    {
      id: "{resource}.create.media-type",
      title: "POST /{resource} with text/plain responds with 415",
      rule: "A body with another media type than JSON gets a 415.",
      source: "project",
      why: "A server that guesses the type also accepts forms from other sites.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          headers: { "Content-Type": "text/plain" },
          body: { from: "{valid.{resource}}" },
          expect: [{ status: 415 }],
        },
      ],
    },
    {
      id: "topupBalance.create.too-large",
      title: "POST /topupBalance with two megabytes is refused",
      rule: "A body above the limit gets a 413, or a 400 where the limit is higher.",
      source: "project",
      why: "A 500 or a lost connection makes clients repeat a request that never succeeds.",
      steps: [
        {
          call: "POST /topupBalance",
          body: { characters: 2_000_000 },
          expect: [{ status: [400, 413] }],
        },
      ],
    },
    {
      id: "{resource}.create.error-body",
      title: "the 400 of POST /{resource} has an Error body",
      rule: "An error is one object with `code` and `reason`.",
      source: "contract",
      why: "Without `code` and `reason`, an app cannot show which field is wrong.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}", set: { "amount.amount": "one" } },
          given: [{ status: 400 }],
          expect: [{ schema: "Error" }],
        },
      ],
    },
    {
      id: "{resource}.create.invalid-leaves-balance",
      title: "an invalid POST /{resource} does not change the balance",
      rule: "A request that gets a 400 changes nothing.",
      source: "project",
      why: "A balance that changes after an error has no record of the change.",
      over: { resources: actionNames },
      steps: [
        { call: "GET /bucket/{bucket.id}", save: "before" },
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}", set: { usageType: "carrots" } },
          given: [{ status: 400 }],
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
  ],
};
