import type { Feature } from "../../model/case.ts";

/** PATCH as JSON Merge Patch. */
export const guidelineMergePatch: Feature = {
  level: "guidelines",
  name: "merge-patch",
  title: "Merge patch",
  cases: [
    {
      id: "topupBalance.patch.merge-type",
      title: "PATCH takes application/merge-patch+json",
      rule: "JSON Merge Patch is the mandatory form of a change.",
      source: "TMF630",
      why: "Generated clients send this type.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          headers: { "Content-Type": "application/merge-patch+json" },
          body: { json: { status: "{created.status}", reason: "merged" } },
          expect: [{ status: 200 }, { at: "reason", is: { equals: "merged" } }],
        },
      ],
    },
    {
      id: "topupBalance.patch.keeps-others",
      title: "PATCH leaves what it does not name as it was",
      rule: "A member that the patch does not have keeps its value.",
      source: "TMF630",
      why: "A PATCH that replaces everything loses the amount.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          body: { json: { status: "{created.status}", reason: "kept" } },
        },
        {
          call: "GET /topupBalance/{created.id}",
          given: [{ status: 200 }],
          expect: [
            { at: "amount", is: { equals: "{created.amount}" } },
            { at: "bucket.id", is: { equals: "{created.bucket.id}" } },
          ],
        },
      ],
    },
    {
      id: "topupBalance.patch.null",
      title: "PATCH with null removes the member",
      rule: "`null` in a merge patch removes the member.",
      source: "TMF630",
      why: "It is the only way to take a remark back.",
      steps: [
        {
          call: "POST /topupBalance",
          body: { from: "{valid.topupBalance}", set: { reason: "to be removed" } },
          save: "created",
        },
        {
          call: "PATCH /topupBalance/{created.id}",
          body: { json: { status: "{created.status}", reason: null } },
          given: [{ status: 200 }],
          expect: [{ at: "reason", is: "absent" }],
        },
      ],
    },
    {
      id: "topupBalance.patch.id",
      title: "PATCH cannot change the id",
      rule: "`id` is not patchable: the change is refused or left out.",
      source: "TMF630",
      why: "A record that changes its name is lost.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          body: { json: { status: "{created.status}", id: "{unknown}" } },
          given: [{ status: [200, 400] }],
        },
        {
          call: "GET /topupBalance/{created.id}",
          expect: [{ status: 200 }, { at: "id", is: { equals: "{created.id}" } }],
        },
      ],
    },
    {
      id: "topupBalance.patch.money",
      title: "PATCH cannot change the amount of a finished top-up",
      rule: "The amount of a finished action stays what it was.",
      source: "project",
      why: "A receipt that changes afterwards is fraud.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          body: {
            json: { status: "{created.status}", amount: { amount: 999, units: "{units}" } },
          },
          given: [{ status: [200, 400, 409] }],
        },
        {
          call: "GET /topupBalance/{created.id}",
          given: [{ status: 200 }],
          expect: [{ at: "amount", is: { equals: "{created.amount}" } }],
        },
      ],
    },
    {
      id: "topupBalance.patch.media-type",
      title: "PATCH of a body that is no JSON responds with 415 or 400",
      rule: "A media type that the server does not read is a 415.",
      source: "TMF630",
      why: "XML taken for JSON becomes a record of nonsense.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          headers: { "Content-Type": "text/xml" },
          body: { raw: "<status/>" },
          expect: [{ status: [400, 415] }],
        },
      ],
    },
  ],
};
