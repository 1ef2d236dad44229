import { actionNames } from "@tmf654/contract";
import type { Feature } from "../../model/case.ts";

/** PATCH and DELETE of the four actions. */
export const contractChanges: Feature = {
  level: "contract",
  name: "changes",
  title: "Patch and delete",
  cases: [
    {
      id: "{resource}.patch.status",
      title: "PATCH /{resource}/{id} responds with 200",
      rule: "A valid change gets a 200.",
      source: "contract",
      why: "200 is the only success code that the contract declares.",
      over: { resources: actionNames },
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
      rule: "The body matches the schema {Resource}.",
      source: "contract",
      why: "An app shows the resource of the response.",
      over: { resources: actionNames },
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
      title: "PATCH /{resource}/{id} changes the members of its body",
      rule: "The response and later reads have the new value.",
      source: "contract",
      why: "A server must not confirm a change and then lose it.",
      over: { resources: actionNames },
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
      rule: "A request with an unknown id gets a 404.",
      source: "contract",
      why: "A PATCH must not create a resource.",
      over: { resources: actionNames },
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
      rule: "An invalid change gets a 400.",
      source: "contract",
      why: "Other apps could not read the record.",
      over: { resources: actionNames },
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
      over: { resources: actionNames },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        { call: "DELETE /{resource}/{created.id}", expect: [{ status: 204 }] },
      ],
    },
    {
      id: "{resource}.delete.gone",
      title: "after DELETE, GET /{resource}/{id} responds with 404",
      rule: "A deleted resource does not exist any more.",
      source: "contract",
      why: "Otherwise an app shows the deleted record again.",
      over: { resources: actionNames },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        { call: "DELETE /{resource}/{created.id}" },
        { call: "GET /{resource}/{created.id}", expect: [{ status: 404 }] },
      ],
    },
    {
      id: "{resource}.delete.unknown",
      title: "DELETE /{resource}/{id} of an unknown id responds with 404",
      rule: "A request with an unknown id gets a 404.",
      source: "contract",
      why: "A wrong id must not look like a success.",
      over: { resources: actionNames },
      steps: [{ call: "DELETE /{resource}/{unknown}", expect: [{ status: 404 }] }],
    },
  ],
};
