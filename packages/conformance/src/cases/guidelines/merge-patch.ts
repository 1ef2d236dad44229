import type { Feature } from "../../model/case.ts";

/** PATCH with JSON Merge Patch. */
export const guidelineMergePatch: Feature = {
  level: "guidelines",
  name: "merge-patch",
  title: "Merge patch",
  cases: [
    {
      id: "topupBalance.patch.merge-type",
      title: "PATCH accepts application/merge-patch+json",
      rule: "A server must accept JSON Merge Patch.",
      source: "TMF630",
      why: "Generated clients send this media type.",
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
      title: "PATCH does not change members that its body does not have",
      rule: "A member keeps its value when the patch does not have it.",
      source: "TMF630",
      why: "A server that replaces the whole record loses the amount.",
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
      why: "A client has no other way to remove a description.",
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
      rule: "A change of `id` is refused or ignored.",
      source: "TMF630",
      why: "An app cannot find a record whose id changes.",
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
      rule: "The amount of a finished action does not change.",
      source: "project",
      why: "A receipt must not change afterwards.",
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
      title: "PATCH with a body that is not JSON responds with 415 or 400",
      rule: "An unsupported media type gets a 415.",
      source: "TMF630",
      why: "A server that reads XML as JSON stores wrong values.",
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
    {
      id: "topupBalance.patch.json-patch",
      title: "PATCH applies a JSON Patch, or responds with 415",
      rule: "A server applies `application/json-patch+json`, or refuses it with a 415.",
      source: "TMF630",
      why: "An app treats a 200 as a change that was made.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          headers: { "Content-Type": "application/json-patch+json" },
          body: { json: [{ op: "replace", path: "/description", value: "patched" }] },
          // An error has no `description`.
          expect: [
            { status: [200, 415] },
            { at: "description", is: { ifPresent: { equals: "patched" } } },
          ],
        },
      ],
    },
    {
      id: "topupBalance.patch.accept-patch",
      title: "a 415 for a PATCH lists the accepted types in Accept-Patch",
      rule: "The 415 of a PATCH has `Accept-Patch` with `application/merge-patch+json`.",
      source: "project",
      why: "A client can choose a media type that the server accepts.",
      steps: [
        { call: "POST /topupBalance", body: { from: "{valid.topupBalance}" }, save: "created" },
        {
          call: "PATCH /topupBalance/{created.id}",
          headers: { "Content-Type": "text/xml" },
          body: { raw: "<status/>" },
          given: [{ status: 415 }],
          expect: [{ header: "Accept-Patch", is: { contains: "application/merge-patch+json" } }],
        },
      ],
    },
  ],
};
