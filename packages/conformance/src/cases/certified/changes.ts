import type { Feature } from "../../model/case.ts";

/** PATCH and DELETE, if the certificate lists them. The official kit of this API tests neither. */
export const certifiedChanges: Feature = {
  level: "certified",
  name: "changes",
  title: "Patch and delete",
  cases: [
    {
      id: "{resource}.patch.status",
      title: "PATCH /{resource}/{id} responds with 200",
      rule: "A change responds with 200.",
      source: "contract",
      why: "200 is the only success code that the contract declares.",
      over: { resources: "patch" },
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
      id: "{resource}.delete.status",
      title: "DELETE /{resource}/{id} responds with 204",
      rule: "A delete responds with 204.",
      source: "contract",
      why: "204 is the only success code that the contract declares.",
      over: { resources: "delete" },
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
      over: { resources: "delete" },
      steps: [
        { call: "POST /{resource}", body: { from: "{valid.{resource}}" }, save: "created" },
        { call: "DELETE /{resource}/{created.id}" },
        { call: "GET /{resource}/{created.id}", expect: [{ status: 404 }] },
      ],
    },
  ],
};
