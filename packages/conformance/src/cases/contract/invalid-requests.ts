import type { Feature } from "../../model/case.ts";
import { everyAction } from "../resources.ts";

/** Requests that break the contract: a 400 that says so, and nothing is done. */
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
      why: "A server that fills the gap books something that nobody asked for.",
      over: {
        resources: everyAction,
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
      why: "Text that is guessed to be a number is where decimal commas become millions.",
      over: { resources: everyAction },
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
      why: "An unknown value would be booked on no balance at all.",
      over: { resources: everyAction },
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
      rule: "A body that is no JSON is a 400.",
      source: "contract",
      why: "A 500 makes clients repeat what can never succeed.",
      over: { resources: everyAction },
      steps: [{ call: "POST /{resource}", body: { raw: '{"amount":' }, expect: [{ status: 400 }] }],
    },
    {
      id: "{resource}.create.no-body",
      title: "POST /{resource} without a body responds with 400",
      rule: "A create has a body.",
      source: "contract",
      why: "An empty request must not create an empty record.",
      over: { resources: everyAction },
      steps: [{ call: "POST /{resource}", expect: [{ status: 400 }] }],
    },
    {
      id: "{resource}.create.media-type",
      title: "POST /{resource} with text/plain responds with 415",
      rule: "A body of another media type than JSON is a 415.",
      source: "project",
      why: "A server that guesses the type also takes forms that another site sends.",
      over: { resources: everyAction },
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
      rule: "A body above the limit is a 413; a server with a higher limit finds it invalid: 400.",
      source: "project",
      why: "A 500 or a lost connection makes clients repeat what can never succeed.",
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
      why: "Without it an app cannot say which field to correct.",
      over: { resources: everyAction },
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
      title: "an invalid POST /{resource} leaves the balance as it was",
      rule: "A request that is refused with 400 does nothing.",
      source: "project",
      why: "A balance that moves with an error is money lost without a record.",
      over: { resources: everyAction },
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
