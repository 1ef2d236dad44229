import { expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { type Call, describeMatrix } from "../support/send.ts";

const json = { "content-type": "application/json" };
const post = (body: unknown, headers: Record<string, string> = json): Call => ({
  method: "POST",
  path: "/topupBalance",
  headers,
  body,
});
const good = {
  amount: { amount: 5, units: "EUR" },
  bucket: { id: "b02" },
  logicalResource: [{ id: "5691111", "@referredType": "LogicalResource" }],
  usageType: "monetary",
  channel: { id: "app", "@referredType": "Channel" },
  requestor: { id: "p-1", "@referredType": "Individual" },
  partyAccount: { id: "acc-1" },
  relatedParty: [],
};
const latin1 = Uint8Array.from([...Buffer.from('{"description":"caf'), 0xe9, 0x22, 0x7d]);
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** The request, the status and code of its response, and the text its message must have. */
const table: readonly (readonly [string, Call, number, string, RegExp])[] = [
  ["malformed JSON", post('{"amount":'), 400, "22", /not JSON/],
  ["JSON with a trailing comma", post('{"a":1,}'), 400, "22", /not JSON/],
  ["an empty body", post(""), 400, "21", /JSON object/],
  ["no body at all", { method: "POST", path: "/topupBalance" }, 400, "21", /JSON object/],
  ["an array", post("[]"), 400, "22", /an array/],
  ["null", post("null"), 400, "22", /null/],
  ["a string", post('"x"'), 400, "22", /a string/],
  ["a number", post("5"), 400, "22", /a number/],
  ["an empty object", post({}), 400, "23", /amount/],
  ["a wrong type", post({ ...good, amount: { amount: "5", units: "EUR" } }), 400, "24", /amount/],
  ["an unknown enum value", post({ ...good, usageType: "gold" }), 400, "24", /usageType/],
  ["a missing unit", post({ ...good, amount: { amount: 5 } }), 400, "23", /amount/],
  ["a missing member", post({ ...good, amount: undefined }), 400, "23", /amount/],
  [
    "a negative top-up",
    post({ ...good, amount: { amount: -1, units: "EUR" } }),
    400,
    "24",
    /amount/,
  ],
  ["__proto__", post('{"__proto__":{"polluted":true}}'), 400, "24", /__proto__/],
  ["__proto__ escaped", post('{"\\u005f_proto__":1}'), 400, "24", /__proto__/],
  ["__proto__ deep down", post('{"amount":{"__proto__":{}}}'), 400, "24", /amount\.__proto__/],
  ["65 levels", post(deep(65)), 400, "24", /64 levels/],
  ["10,000 levels", post(deep(10_000)), 400, "24", /64 levels/],
  ["a 2 MB body", post(`{"description":"${"x".repeat(2_000_000)}"}`), 413, "413", /1048576/],
  [
    "a form-encoded body",
    post("amount=5", { "content-type": "application/x-www-form-urlencoded" }),
    415,
    "415",
    /form/,
  ],
  ["plain text", post("{}", { "content-type": "text/plain" }), 415, "415", /application\/json/],
  [
    "a merge patch on POST",
    post("{}", { "content-type": "application/merge-patch+json" }),
    415,
    "415",
    /merge/,
  ],
  [
    "a body that declares latin1",
    post(latin1, { "content-type": "application/json;charset=iso-8859-1" }),
    415,
    "415",
    /iso-8859-1/,
  ],
  ["compressed bytes", post("{}", { "content-encoding": "gzip" }), 415, "415", /gzip/],
  ["bytes that are no UTF-8", post(latin1), 400, "22", /UTF-8/],
  ["an unknown path", { path: "/balance" }, 404, "60", /no .*\/balance/],
  ["a path above the API", { path: "/../" }, 404, "60", /prepayBalanceManagement/],
  [
    "another base path",
    { path: "/../tmf-api/other/v1/bucket" },
    404,
    "60",
    /prepayBalanceManagement/,
  ],
  ["a path too deep", { path: "/bucket/1/2" }, 404, "60", /bucket/],
  [
    "a listener that is not declared",
    { method: "POST", path: "/listener/x", body: {} },
    404,
    "60",
    /listener/,
  ],
  ["PUT", { method: "PUT", path: "/bucket/b01", body: {} }, 405, "61", /PUT/],
  ["DELETE of a bucket", { method: "DELETE", path: "/bucket/b01" }, 405, "61", /DELETE/],
  ["POST of a bucket", { method: "POST", path: "/bucket", body: {} }, 405, "61", /POST/],
  ["%00 in an id", { path: "/bucket/b%00" }, 400, "20", /percent/],
  ["a line feed in an id", { path: "/bucket/b%0A" }, 400, "20", /percent/],
  ["an incomplete percent-encoding in an id", { path: "/bucket/b%E0%A4" }, 400, "20", /percent/],
  ["a single percent sign in an id", { path: "/bucket/100%" }, 400, "20", /percent/],
  [".. in an id", { path: "/bucket/.." }, 404, "60", /API is under/],
  ["%2e%2e in an id", { path: "/bucket/%2e%2e/x" }, 404, "60", /API is under/],
  ["..%2f in an id", { path: "/bucket/..%2F..%2Fetc%2Fpasswd" }, 404, "60", /etc\/passwd/],
  ["__proto__ as an id", { path: "/bucket/__proto__" }, 404, "60", /__proto__/],
  ["constructor as a path", { path: "/constructor" }, 404, "60", /constructor/],
  ["an id of 5,000 characters", { path: `/bucket/${"x".repeat(5000)}` }, 404, "60", /xxx/],
  [
    "an incomplete percent-encoding in a query",
    { path: "/bucket?name=%E0%A4" },
    400,
    "20",
    /percent/,
  ],
  ["__proto__ as a filter", { path: "/bucket?__proto__=1" }, 400, "28", /__proto__/],
  [
    "a backtracking pattern",
    { path: `/bucket?name.regex=${encodeURIComponent("(a+)+\\1")}` },
    400,
    "28",
    /refused/,
  ],
  [
    "an Idempotency-Key of 300 characters",
    post(good, { ...json, "idempotency-key": "k".repeat(300) }),
    400,
    "26",
    /255/,
  ],
];

describeMatrix(
  "bad input",
  () => createHandler(fixedEngine()),
  ({ send }) => {
    test.each(table)("%s is %o %i, code %s", async (_, call, status, code, message) => {
      const reply = await send(call);
      expect([reply.status, reply.error.code, reply.error.status]).toEqual([
        status,
        code,
        String(status),
      ]);
      expect(reply.error.message).toMatch(message);
      expect(reply.headers["content-type"]).toBe("application/json;charset=utf-8");
      expect(reply.text).not.toMatch(/\.ts:|at \w+ \(/);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
      expect((await send({ path: "/bucket/b01" })).status).toBe(200);
    });

    test("an error body names every issue, each with its path", async () => {
      const { error } = await send(
        post({ amount: { amount: "x" }, usageType: "gold", validFor: { endDateTime: "soon" } }),
      );
      const paths = error.errors.map((each) => each.path);
      expect(paths).toEqual(
        expect.arrayContaining(["amount.amount", "usageType", "validFor.endDateTime"]),
      );
      for (const path of paths) expect(error.message).toContain(path);
    });

    test.each([
      "application/json",
      "application/json;charset=utf-8",
      'application/json; charset="UTF-8"',
      "APPLICATION/JSON",
      "application/json;charset=us-ascii",
    ])("a body with type %s is accepted", async (type) => {
      expect((await send(post(JSON.stringify(good), { "content-type": type }))).status).toBe(201);
    });
  },
);
