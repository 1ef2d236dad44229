import { actionNames } from "@tmf654/contract";
import type { Feature } from "../../model/case.ts";

/** POST of the four actions. */
export const contractCreate: Feature = {
  level: "contract",
  name: "create",
  title: "Create",
  cases: [
    {
      id: "{resource}.create.status",
      title: "POST /{resource} responds with 201",
      rule: "A create responds with 201.",
      source: "contract",
      why: "201 is the only success code that the contract declares.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          expect: [{ status: 201 }],
        },
      ],
    },
    {
      id: "{resource}.create.schema",
      title: "POST /{resource} responds with a {Resource}",
      rule: "The body matches the schema {Resource}.",
      source: "contract",
      why: "A typed client fails on a value of another type.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          given: [{ status: 201 }],
          expect: [{ schema: "{Resource}" }],
        },
      ],
    },
    {
      id: "{resource}.create.location",
      title: "POST /{resource} has the href as its Location",
      rule: "`Location` names the new resource, as `href` does.",
      source: "TMF630",
      why: "HTTP clients and gateways follow `Location` after a 201.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          save: "created",
          given: [{ status: 201 }, { at: "href", is: "present" }],
          expect: [{ header: "Location", is: { equals: "{created.href}" } }],
        },
      ],
    },
    {
      id: "{resource}.create.retrievable",
      title: "a created {resource} can be read by its id",
      rule: "GET /{resource}/{id} of the new id responds with 200 and that id.",
      source: "contract",
      why: "An app that polls an action must be able to read it.",
      over: { resources: actionNames },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "GET /{resource}/{created.id}",
          expect: [{ status: 200 }, { at: "id", is: { equals: "{created.id}" } }],
        },
      ],
    },
    {
      id: "{resource}.create.listed",
      title: "a created {resource} is in the list",
      rule: "A new resource appears in the list.",
      source: "contract",
      why: "A customer who does not see a payment pays again.",
      over: { resources: actionNames },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "GET /{resource}?id={created.id}",
          given: [{ status: [200, 206] }],
          expect: [{ some: "id", is: { equals: "{created.id}" } }],
        },
      ],
    },
    {
      id: "{resource}.create.echo",
      title: "POST /{resource} returns the amount and the description",
      rule: "The record has the values of the request.",
      source: "contract",
      why: "Support and auditors read the record, not the request.",
      over: { resources: actionNames },
      steps: [
        {
          call: "POST /{resource}",
          body: { from: "{valid.{resource}}" },
          given: [{ status: 201 }],
          expect: [
            { at: "amount.amount", is: { equals: 1 } },
            { at: "amount.units", is: { equals: "{units}" } },
            { at: "description", is: { equals: "{mark}" } },
          ],
        },
      ],
    },
  ],
};
