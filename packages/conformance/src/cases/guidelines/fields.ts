import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Attribute selection. */
export const guidelineFields: Feature = {
  level: "guidelines",
  name: "fields",
  title: "Attribute selection",
  cases: [
    {
      id: "{resource}.fields.none",
      title: "GET /{resource}?fields=none gives id and href alone",
      rule: "`fields=none` selects nothing but what identifies the resource.",
      source: "TMF630",
      why: "It is the cheapest way to ask what there is.",
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
      title: "GET /{resource}?fields={attribute} gives {attribute}, id and href alone",
      rule: "`fields` selects the named attribute; id and href always come back.",
      source: "TMF630",
      why: "A phone on a slow network asks for one attribute to get one attribute.",
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
      title: "GET /{resource}?fields={attribute} still has id and href",
      rule: "id and href come back whatever `fields` names.",
      source: "TMF630",
      why: "A selected list must still be clickable.",
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
      title: "GET /bucket?fields=name,remainingValue gives both",
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
      title: "GET /bucket/{id}?fields=usageType selects too",
      rule: "`fields` works on one resource as on a list.",
      source: "TMF630",
      why: "A list item and its detail page share their code.",
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
      title: "GET /bucket?fields=carrots responds with 400, or leaves the name out",
      rule: "An unknown attribute is refused or ignored, never a server error.",
      source: "TMF630",
      why: "A 500 for a typing mistake makes clients repeat it.",
      steps: [{ call: "GET /bucket?fields=carrots", expect: [{ status: [200, 206, 400] }] }],
    },
  ],
};
