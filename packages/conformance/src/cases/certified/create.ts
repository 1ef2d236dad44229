import type { Feature } from "../../model/case.ts";

/** POST: the assertions of the official kit. */
export const certifiedCreate: Feature = {
  level: "certified",
  name: "create",
  title: "Create",
  cases: [
    {
      id: "{resource}.create.status",
      title: "POST /{resource} responds with 201",
      rule: "A create responds with exactly 201.",
      source: "kit",
      why: "The kit accepts only 201; 200 and 202 fail the certificate.",
      over: { resources: "create" },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ status: 201 }],
        },
      ],
    },
    {
      id: "{resource}.create.object",
      title: "POST /{resource} returns one object",
      rule: "The body of the response is the created resource.",
      source: "kit",
      why: "An app reads the new id from this body.",
      over: { resources: "create" },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ at: "", is: "object" }],
        },
      ],
    },
    {
      id: "{resource}.create.has-{attribute}",
      title: "POST /{resource} responds with {attribute}",
      rule: "{attribute} is mandatory in the response of a create.",
      source: "kit",
      why: "The kit requires {attribute}, and apps rely on it.",
      over: { resources: "create", attributes: "mandatory" },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ at: "{attribute}", is: "{kind}" }],
        },
      ],
    },
    {
      id: "{resource}.create.amount-number",
      title: "POST /{resource} returns an integer amount as an integer",
      rule: "`amount.amount` is an integer when an integer was sent.",
      source: "kit",
      why: "An app that adds strings concatenates them.",
      over: { resources: ["topupBalance", "adjustBalance", "reserveBalance"] },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ at: "amount.amount", is: "integer" }],
        },
      ],
    },
    {
      id: "{resource}.create.amount-units",
      title: "POST /{resource} returns the units of the amount as a string",
      rule: "`amount.units` is a string.",
      source: "kit",
      why: "An app cannot show an amount without its unit.",
      over: { resources: ["topupBalance", "adjustBalance", "reserveBalance"] },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ at: "amount.units", is: "string" }],
        },
      ],
    },
    {
      id: "{resource}.create.bucket",
      title: "POST /{resource} returns the bucket of the request",
      rule: "The response has the same `bucket.id` as the request.",
      source: "kit",
      why: "The record must name the balance.",
      over: { resources: ["topupBalance", "adjustBalance", "reserveBalance"] },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ at: "bucket.id", is: { equals: "{bucket.id}" } }],
        },
      ],
    },
    {
      id: "{resource}.create.echoes-{value}",
      title: "POST /{resource} returns {value} of the request",
      rule: "`{value}[].id` of the response includes the id of the request.",
      source: "kit",
      why: "The record must name the line or product.",
      over: {
        resources: ["topupBalance", "adjustBalance", "reserveBalance"],
        values: ["logicalResource", "product"],
      },
      steps: [
        {
          call: "POST /{resource}",
          body: {
            from: "{valid.{resource}}",
            set: { "{value}": [{ id: "{bucket.{value}[0].id}" }] },
          },
          expect: [{ at: "{value}[*].id", is: { includes: "{bucket.{value}[0].id}" } }],
        },
      ],
    },
  ],
};
