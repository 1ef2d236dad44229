import type { Feature } from "../../model/case.ts";
import { everyAction, everyResource } from "../resources.ts";

/** Equality filters: what matches, and nothing else. */
export const guidelineFilters: Feature = {
  level: "guidelines",
  name: "filters",
  title: "Filters",
  cases: [
    {
      id: "{resource}.filter.id",
      title: "GET /{resource}?id=… gives that one alone",
      rule: "A filter on `id` gives the one resource with that id.",
      source: "TMF630",
      why: "Looking up several ids at once builds on it.",
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
      title: "GET /{resource}?id=… of an unknown id gives an empty list with 200",
      rule: "A search without matches is 200 with `[]`.",
      source: "TMF630",
      why: "A 404 for an empty list is shown as an error to the customer.",
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
      title: "GET /{resource}?status={value} gives what is {value} alone",
      rule: "A filter on `status` gives what has that status.",
      source: "TMF630",
      why: "A screen of open actions must not show closed ones.",
      over: {
        resources: ["topupBalance", "adjustBalance", "transferBalance"],
        values: ["failed"],
      },
      steps: [
        {
          call: "GET /{resource}?status={value}",
          given: [{ status: [200, 206] }],
          expect: [{ every: "status", is: { equals: "{value}" } }],
        },
      ],
    },
    {
      id: "{resource}.filter.completed",
      title: "GET /{resource}?status={value} gives what is {value} alone",
      rule: "A filter on `status` gives what has that status, and finds it.",
      source: "TMF630",
      why: "A screen of finished actions must not be empty.",
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
      title: "GET /bucket?usageType=data gives data buckets alone",
      rule: "A filter on `usageType` gives buckets of that kind.",
      source: "TMF630",
      why: "A data screen must not add euros to gigabytes.",
      steps: [
        {
          call: "GET /bucket?usageType=data",
          given: [{ status: [200, 206] }],
          expect: [{ every: "usageType", is: { equals: "data" } }],
        },
      ],
    },
    {
      id: "bucket.filter.repeated",
      title: "GET /bucket?usageType=monetary&usageType=data gives both kinds",
      rule: "The same attribute repeated means or.",
      source: "TMF630",
      why: "Clients build queries from check boxes.",
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
      title: "GET /bucket?usageType=data,monetary gives both kinds",
      rule: "A comma-separated list of values means or.",
      source: "TMF630",
      why: "It is the short form that the guidelines show.",
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
      title: "GET /bucket?id=…&usageType=… asks for both",
      rule: "Several attributes mean and.",
      source: "TMF630",
      why: "A second filter that widens the result shows too much.",
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
      title: "GET /bucket?{attribute}.id=… finds the bucket of that {attribute}",
      rule: "A dotted path filters on a reference, any element of a list.",
      source: "TMF630",
      why: "Operators look balances up by MSISDN, account and product.",
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
      title: "GET /bucket?partyAccount.id=… finds the account's buckets alone",
      rule: "A dotted path filters on a reference.",
      source: "TMF630",
      why: "A customer must see all of the account's balances and nobody else's.",
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
      title: "GET /{resource}?bucket.id=… gives that bucket's actions alone",
      rule: "A filter on `bucket.id` gives the actions of that bucket.",
      source: "TMF630",
      why: "The history of one balance is made of it.",
      over: { resources: everyAction },
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
      rule: "`X-Total-Count` is the number of all matches, not of all resources.",
      source: "TMF630",
      why: "A pager would offer pages that are empty.",
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
