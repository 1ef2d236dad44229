import type { Feature } from "../../model/case.ts";
import { everyAction } from "../resources.ts";

/** PATCH and DELETE of the four actions. */
export const contractChanges: Feature = {
  level: "contract",
  name: "changes",
  title: "Patch and delete",
  cases: [
    {
      id: "{resource}.patch.status",
      title: "PATCH /{resource}/{id} responds with 200",
      rule: "A change that the update schema allows responds with 200.",
      source: "contract",
      why: "200 is the only success code that the contract declares.",
      over: { resources: everyAction },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "PATCH /{resource}/{created.id}",
          body: { from: "{patch.{resource}}", set: { reason: "checked" } },
          expect: [{ status: 200 }],
        },
      ],
    },
    {
      id: "{resource}.patch.schema",
      title: "PATCH /{resource}/{id} responds with a {Resource}",
      rule: "The body keeps the schema {Resource}.",
      source: "contract",
      why: "An app replaces what it shows by the response.",
      over: { resources: everyAction },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "PATCH /{resource}/{created.id}",
          body: { from: "{patch.{resource}}", set: { reason: "checked" } },
          given: [{ status: 200 }],
          expect: [{ schema: "{Resource}" }],
        },
      ],
    },
    {
      id: "{resource}.patch.applied",
      title: "PATCH /{resource}/{id} changes what it names",
      rule: "The changed member has its new value in the response and afterwards.",
      source: "contract",
      why: "A change that is confirmed and forgotten is a lie.",
      over: { resources: everyAction },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "PATCH /{resource}/{created.id}",
          body: { from: "{patch.{resource}}", set: { reason: "checked" } },
          given: [{ status: 200 }],
          expect: [{ at: "reason", is: { equals: "checked" } }],
        },
        {
          call: "GET /{resource}/{created.id}",
          given: [{ status: 200 }],
          expect: [{ at: "reason", is: { equals: "checked" } }],
        },
      ],
    },
    {
      id: "{resource}.patch.unknown",
      title: "PATCH /{resource}/{id} of an unknown id responds with 404",
      rule: "An id that no resource has is a 404.",
      source: "contract",
      why: "A PATCH must not create.",
      over: { resources: everyAction },
      steps: [
        {
          call: "PATCH /{resource}/{unknown}",
          body: { from: "{patch.{resource}}", set: { reason: "checked" } },
          expect: [{ status: 404 }],
        },
      ],
    },
    {
      id: "{resource}.patch.invalid",
      title: "PATCH /{resource}/{id} with a wrong type responds with 400",
      rule: "A change that breaks the update schema is a 400.",
      source: "contract",
      why: "A record must not take a value that its readers cannot read.",
      over: { resources: everyAction },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        {
          call: "PATCH /{resource}/{created.id}",
          body: { from: "{patch.{resource}}", set: { reason: 5 } },
          expect: [{ status: 400 }],
        },
      ],
    },
    {
      id: "{resource}.delete.status",
      title: "DELETE /{resource}/{id} responds with 204",
      rule: "A delete responds with 204.",
      source: "contract",
      why: "204 is the only success code that the contract declares.",
      over: { resources: everyAction },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        { call: "DELETE /{resource}/{created.id}", expect: [{ status: 204 }] },
      ],
    },
    {
      id: "{resource}.delete.gone",
      title: "after DELETE, GET /{resource}/{id} responds with 404",
      rule: "What was deleted is not there any more.",
      source: "contract",
      why: "A record that survives its deletion is shown to the customer again.",
      over: { resources: everyAction },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        { call: "DELETE /{resource}/{created.id}" },
        { call: "GET /{resource}/{created.id}", expect: [{ status: 404 }] },
      ],
    },
    {
      id: "{resource}.delete.unknown",
      title: "DELETE /{resource}/{id} of an unknown id responds with 404",
      rule: "An id that no resource has is a 404.",
      source: "contract",
      why: "A typing mistake must not look like a success.",
      over: { resources: everyAction },
      steps: [{ call: "DELETE /{resource}/{unknown}", expect: [{ status: 404 }] }],
    },
  ],
};
