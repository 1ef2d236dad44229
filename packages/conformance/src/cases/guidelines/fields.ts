import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Selection of attributes. */
export const guidelineFields: Feature = {
  level: "guidelines",
  name: "fields",
  title: "Attribute selection",
  cases: [
    {
      id: "{resource}.fields.none",
      title: "GET /{resource}?fields=none returns only id and href",
      rule: "`fields=none` selects only the members that identify the resource.",
      source: "TMF630",
      why: "This query is the cheapest way to list all resources.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?fields=none",
          given: [{ status: [200, 206] }],
          expect: [{ each: "", is: { hasOnly: ["id", "href"] } }],
        },
      ],
    },
    {
      id: "{resource}.fields.one",
      title: "GET /{resource}?fields={attribute} returns only {attribute}, id and href",
      rule: "The response has the named attribute and always id and href.",
      source: "TMF630",
      why: "An app on a slow network must get only the attribute that it needs.",
      over: {
        resources: everyResource,
        attributes: {
          bucket: ["usageType"],
          topupBalance: ["status"],
          adjustBalance: ["status"],
          transferBalance: ["status"],
          reserveBalance: ["status"],
          accumulatedBalance: ["name"],
          balanceActionHistory: ["status"],
        },
      },
      steps: [
        {
          call: "GET /{resource}?fields={attribute}",
          given: [{ status: [200, 206] }],
          expect: [
            { each: "", is: { hasOnly: ["id", "href", "{attribute}"] } },
            { each: "{attribute}", is: "present" },
          ],
        },
      ],
    },
    {
      id: "{resource}.fields.identity",
      title: "GET /{resource}?fields={attribute} also returns id and href",
      rule: "The response always has id and href.",
      source: "TMF630",
      why: "An app needs id and href to open an element of the list.",
      over: {
        resources: everyResource,
        attributes: {
          bucket: ["status"],
          topupBalance: ["usageType"],
          adjustBalance: ["usageType"],
          transferBalance: ["usageType"],
          reserveBalance: ["usageType"],
          accumulatedBalance: ["totalBalance"],
          balanceActionHistory: ["amount"],
        },
      },
      steps: [
        {
          call: "GET /{resource}?fields={attribute}",
          given: [{ status: [200, 206] }],
          expect: [{ each: "", is: { has: ["id", "href"] } }],
        },
      ],
    },
    {
      id: "bucket.fields.several",
      title: "GET /bucket?fields=name,remainingValue returns both",
      rule: "`fields` is a comma-separated list.",
      source: "TMF630",
      why: "A balance screen needs two attributes, not two requests.",
      steps: [
        {
          call: "GET /bucket?fields=usageType,remainingValue",
          given: [{ status: [200, 206] }],
          expect: [
            { each: "", is: { hasOnly: ["id", "href", "usageType", "remainingValue"] } },
            { some: "remainingValue", is: "present" },
          ],
        },
      ],
    },
    {
      id: "bucket.fields.by-id",
      title: "GET /bucket/{id}?fields=usageType returns only the named attribute",
      rule: "`fields` also works for one resource.",
      source: "TMF630",
      why: "An app can use the same code for a list and for one resource.",
      steps: [
        {
          call: "GET /bucket/{bucket.id}?fields=usageType",
          given: [{ status: 200 }],
          expect: [
            { at: "", is: { hasOnly: ["id", "href", "usageType"] } },
            { at: "usageType", is: { equals: "{bucket.usageType}" } },
          ],
        },
      ],
    },
    {
      id: "bucket.fields.unknown",
      title: "GET /bucket?fields=carrots responds with 400, or ignores the unknown attribute",
      rule: "An unknown attribute is refused or ignored, and never causes a server error.",
      source: "TMF630",
      why: "A 500 makes clients repeat a request that never succeeds.",
      steps: [{ call: "GET /bucket?fields=carrots", expect: [{ status: [200, 206, 400] }] }],
    },
  ],
};
