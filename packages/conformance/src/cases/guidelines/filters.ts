import { actionNames } from "@tmf654/contract";
import type { Feature } from "../../model/case.ts";
import { everyResource } from "../resources.ts";

/** Equality filters: lists of all matches and nothing else. */
export const guidelineFilters: Feature = {
  level: "guidelines",
  name: "filters",
  title: "Filters",
  cases: [
    {
      id: "{resource}.filter.id",
      title: "GET /{resource}?id=… returns only that resource",
      rule: "A filter on `id` returns the resource with that id.",
      source: "TMF630",
      why: "Reading several resources by id uses this filter.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?id={items.{resource}.id}",
          given: [{ status: [200, 206] }],
          expect: [
            { at: "", is: { length: 1 } },
            { each: "id", is: { equals: "{items.{resource}.id}" } },
          ],
        },
      ],
    },
    {
      id: "{resource}.filter.no-match",
      title: "GET /{resource}?id=… of an unknown id returns an empty list with 200",
      rule: "A filter without matches returns `[]` with status 200.",
      source: "TMF630",
      why: "An app shows a 404 as an error.",
      over: { resources: everyResource },
      steps: [
        {
          call: "GET /{resource}?id={unknown}",
          expect: [{ status: 200 }, { at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "{resource}.filter.status",
      title: "GET /{resource}?status={value} returns only {value} actions",
      rule: "A filter on `status` returns only actions with that status.",
      source: "TMF630",
      why: "A list of open actions must not show closed ones.",
      over: {
        resources: ["topupBalance", "adjustBalance", "transferBalance"],
        values: ["failed"],
      },
      steps: [
        {
          call: "GET /{resource}?status={value}",
          given: [{ status: [200, 206] }],
          expect: [{ eachIfAny: "status", is: { equals: "{value}" } }],
        },
      ],
    },
    {
      id: "{resource}.filter.completed",
      title: "GET /{resource}?status={value} returns only {value} actions",
      rule: "A filter on `status` returns the actions with that status.",
      source: "TMF630",
      why: "After an action completes, an app that lists completed actions must find it.",
      over: {
        resources: ["topupBalance", "adjustBalance", "transferBalance"],
        values: ["completed"],
      },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "GET /{resource}?status={created.status}&id={created.id}",
          given: [{ status: [200, 206] }],
          expect: [
            { at: "", is: "not empty" },
            { each: "status", is: { equals: "{created.status}" } },
          ],
        },
      ],
    },
    {
      id: "bucket.filter.usage-type",
      title: "GET /bucket?usageType=data returns only data buckets",
      rule: "A filter on `usageType` returns only buckets of that type.",
      source: "TMF630",
      why: "A sum of data must not include euros.",
      steps: [
        {
          call: "GET /bucket?usageType=data",
          given: [{ status: [200, 206] }],
          expect: [{ eachIfAny: "usageType", is: { equals: "data" } }],
        },
      ],
    },
    {
      id: "bucket.filter.repeated",
      title: "GET /bucket?usageType=monetary&usageType=data returns both types",
      rule: "A repeated attribute matches any of its values.",
      source: "TMF630",
      why: "An app sends one parameter for each selected check box.",
      steps: [
        {
          call: "GET /bucket?usageType=data&usageType={bucket.usageType}",
          given: [{ status: [200, 206] }],
          expect: [
            { each: "usageType", is: { oneOf: ["data", "{bucket.usageType}"] } },
            { some: "usageType", is: { equals: "{bucket.usageType}" } },
          ],
        },
      ],
    },
    {
      id: "bucket.filter.comma",
      title: "GET /bucket?usageType=data,monetary returns both types",
      rule: "A comma-separated list matches any of its values.",
      source: "TMF630",
      why: "The guidelines define this short form.",
      steps: [
        {
          call: "GET /bucket?usageType={bucket.usageType},data",
          given: [{ status: [200, 206] }],
          expect: [
            { each: "usageType", is: { oneOf: ["data", "{bucket.usageType}"] } },
            { some: "usageType", is: { equals: "{bucket.usageType}" } },
          ],
        },
      ],
    },
    {
      id: "bucket.filter.and",
      title: "GET /bucket?id=…&usageType=… returns only buckets that match both",
      rule: "Several attributes must all match.",
      source: "TMF630",
      why: "A second filter must not return more resources.",
      steps: [
        {
          call: "GET /bucket?usageType={bucket.usageType}&id={unknown}",
          given: [{ status: 200 }],
          expect: [{ at: "", is: { equals: [] } }],
        },
      ],
    },
    {
      id: "bucket.filter.by-{attribute}",
      title: "GET /bucket?{attribute}.id=… returns the bucket of that {attribute}",
      rule: "A dotted path filters on a reference; one matching element of a list is enough.",
      source: "TMF630",
      why: "Operators find balances by MSISDN, account and product.",
      over: {
        resources: ["bucket"],
        attributes: { bucket: ["logicalResource", "product", "relatedParty"] },
      },
      steps: [
        {
          call: "GET /bucket?{attribute}.id={bucket.{attribute}[0].id}",
          given: [{ status: [200, 206] }],
          expect: [
            { some: "id", is: { equals: "{bucket.id}" } },
            {
              each: "{attribute}[*].id",
              is: { includes: "{bucket.{attribute}[0].id}" },
            },
          ],
        },
      ],
    },
    {
      id: "bucket.filter.by-partyAccount",
      title: "GET /bucket?partyAccount.id=… returns only the account's buckets",
      rule: "A dotted path filters on a reference.",
      source: "TMF630",
      why: "A customer must see all balances of one account and no others.",
      steps: [
        {
          call: "GET /bucket?partyAccount.id={bucket.partyAccount.id}",
          given: [{ status: [200, 206] }],
          expect: [
            { some: "id", is: { equals: "{bucket.id}" } },
            { each: "partyAccount.id", is: { equals: "{bucket.partyAccount.id}" } },
          ],
        },
      ],
    },
    {
      id: "{resource}.filter.bucket",
      title: "GET /{resource}?bucket.id=… returns only that bucket's actions",
      rule: "A filter on `bucket.id` returns the actions of that bucket.",
      source: "TMF630",
      why: "An app shows the history of one balance with this filter.",
      over: { resources: actionNames },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "GET /{resource}?bucket.id={bucket.id}",
          given: [{ status: [200, 206] }],
          expect: [
            { each: "bucket.id", is: { equals: "{bucket.id}" } },
            { some: "id", is: { equals: "{created.id}" } },
          ],
        },
      ],
    },
    {
      id: "bucket.filter.total",
      title: "X-Total-Count of a filtered list counts the matches",
      rule: "`X-Total-Count` is the number of matches, not of all resources.",
      source: "TMF630",
      why: "Otherwise an app shows links to empty pages.",
      steps: [
        {
          call: "GET /bucket?id={bucket.id}",
          given: [{ status: [200, 206] }, { at: "", is: { length: 1 } }],
          expect: [{ header: "X-Total-Count", is: { equals: 1 } }],
        },
      ],
    },
  ],
};
