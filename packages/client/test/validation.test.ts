import { type BodyCheck, type BodyInfo, createClient } from "@tmf654/client";
import { type StandardSchema, validateWith } from "@tmf654/client/validation";
import { describe, expect, test } from "vitest";
import { createFakeServer } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };

/** A schema that requires one attribute. */
const requireAttribute = (name: string): StandardSchema => ({
  "~standard": {
    validate: (value) =>
      name in (value as object)
        ? { value }
        : { issues: [{ message: "is missing", path: [{ key: name }] }] },
  },
});

/** A schema that throws. */
const broken: StandardSchema = {
  "~standard": {
    validate: () => {
      throw new Error("boom");
    },
  },
};

describe("validation and normalize", () => {
  test("rejects an invalid request and sends nothing", async () => {
    const server = createFakeServer(() => bucket);
    const schemas = { TopupBalance_Create: requireAttribute("amount") };
    const client = createClient({ ...server.options, validation: validateWith({ schemas }) });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "BadRequestError",
      issues: [{ path: "/amount", code: "invalid", message: "is missing" }],
    });
    expect(server.seen).toEqual([]);
  });

  test.each<{ name: string; validation: BodyCheck }>([
    { name: "a check throws", validation: { request: () => JSON.parse("{") } },
    {
      name: "a check rejects",
      validation: { request: () => Promise.reject(new TypeError("boom")) },
    },
    {
      name: "a schema throws",
      validation: validateWith({ schemas: { TopupBalance_Create: broken } }),
    },
  ])("rejects a request when $name, with its error as the cause", async ({ validation }) => {
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, validation });
    const { error } = await client.safe.topupBalance.create({} as never);
    expect(error).toMatchObject({
      name: "BadRequestError",
      operation: "createTopupBalance",
      attempts: 0,
      cause: expect.any(Error),
    });
    expect(server.seen).toEqual([]);
  });

  test.each<{ name: string; validation: BodyCheck }>([
    { name: "a check throws", validation: { response: () => JSON.parse("{") } },
    {
      name: "a schema throws",
      validation: validateWith({ schemas: { Bucket: broken }, responses: "throw" }),
    },
  ])("rejects a response when $name, with its error as the cause", async ({ validation }) => {
    const server = createFakeServer(() => bucket);
    const client = createClient({ ...server.options, validation });
    const { error } = await client.safe.bucket.retrieve("b1");
    expect(error).toMatchObject({ name: "ParseError", cause: expect.any(Error) });
  });

  test("only warns in mode `warn` when a schema throws", async () => {
    const server = createFakeServer(() => ({ status: 201, body: { id: "t1" } }));
    const warnings: unknown[] = [];
    const schemas = { TopupBalance: broken, TopupBalance_Create: broken };
    const onWarning = (_: unknown, issues: unknown) => warnings.push(issues);
    const validation = validateWith({ schemas, requests: "warn", onWarning });
    const client = createClient({ ...server.options, validation });
    expect((await client.topupBalance.create({} as never)).id).toBe("t1");
    expect(warnings).toEqual([[{ message: "Error: boom" }], [{ message: "Error: boom" }]]);
  });

  test("calls a schema as a method with the value alone, as Standard Schema defines", async () => {
    const calls: unknown[][] = [];
    const standard = {
      strict: true,
      validate(...given: unknown[]) {
        calls.push([this.strict, ...given]);
        return { value: given[0] };
      },
    };
    const server = createFakeServer(() => ({ body: [{ id: "b1" }] }));
    const validation = validateWith({ schemas: { Bucket: { "~standard": standard } } });
    await createClient({ ...server.options, validation }).bucket.list();
    expect(calls).toEqual([[true, { id: "b1" }]]);
  });

  test("warns about an invalid response, throws, or ignores it", async () => {
    const warnings: [BodyInfo, number][] = [];
    const server = createFakeServer(() => ({ body: [{ id: "b1" }, { id: "b2" }] }));
    const schemas = { Bucket: requireAttribute("status") };
    const readList = (responses: "off" | "warn" | "throw") => {
      const validation = validateWith({
        schemas,
        responses,
        onWarning: (info, issues) => warnings.push([info, issues.length]),
      });
      return createClient({ ...server.options, validation }).bucket.list();
    };
    expect((await readList("warn")).items).toHaveLength(2);
    expect(warnings).toEqual([[{ operation: "listBucket", schema: "Bucket", isList: true }, 2]]);
    expect((await readList("off")).items).toHaveLength(2);
    await expect(readList("throw")).rejects.toMatchObject({ name: "ParseError" });
  });

  test("checks only present attributes with `fields`", async () => {
    const infos: (readonly string[] | undefined)[] = [];
    const status: StandardSchema = {
      "~standard": {
        validate: (value) => ({
          issues: [
            { message: "is missing", path: ["amount"] },
            { message: "amount or voucher" },
            ...(Object.hasOwn(value as object, "status")
              ? [{ message: "is wrong", path: ["status"] }]
              : []),
          ],
        }),
      },
    };
    const server = createFakeServer(({ path }) => {
      const one = path.includes("status") ? { id: "t1", status: 7 } : { id: "t1" };
      const all = path.includes("href") ? [7] : [one];
      return { body: path.startsWith("/topupBalance/") ? one : all };
    });
    const checks = validateWith({ schemas: { TopupBalance: status }, responses: "throw" });
    const response: BodyCheck["response"] = (value, info) => {
      infos.push(info.fields);
      return checks.response?.(value, info);
    };
    const { topupBalance } = createClient({ ...server.options, validation: { response } });
    expect((await topupBalance.list({ fields: ["id"] })).items).toEqual([{ id: "t1" }]);
    expect(await topupBalance.retrieve("t1", { fields: ["id"] })).toEqual({ id: "t1" });
    const cause = { issues: [{ path: "/status", message: "is wrong" }] };
    await expect(topupBalance.list({ fields: ["href"] })).rejects.toThrow("not TopupBalance");
    for (const call of [
      topupBalance.list({ fields: ["status"] }),
      topupBalance.retrieve("t1", { fields: ["status"] }),
    ]) {
      await expect(call).rejects.toMatchObject({ name: "ParseError", cause });
    }
    await expect(topupBalance.retrieve("t1")).rejects.toMatchObject({ name: "ParseError" });
    expect(infos).toEqual([["id"], ["id"], ["href"], ["status"], ["status"], undefined]);
  });

  test("throws UnknownOutcomeError for a write with an invalid response", async () => {
    const server = createFakeServer(() => ({ status: 201, body: { id: "t1" } }));
    const validation = validateWith({
      schemas: { TopupBalance: requireAttribute("x") },
      responses: "throw",
    });
    const client = createClient({ ...server.options, validation });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "UnknownOutcomeError",
    });
  });

  test("normalizes a response before it is read", async () => {
    const server = createFakeServer(() => ({ body: { bucket: [{ id: "b1", status: "Active" }] } }));
    const normalize = (value: unknown, { isList }: BodyInfo) => {
      const { bucket } = value as { bucket: { id: string; status: string }[] };
      expect(isList).toBe(true);
      return bucket.map((one) => ({ ...one, status: one.status.toLowerCase() }));
    };
    const page = await createClient({ ...server.options, normalize }).bucket.list();
    expect(page.items).toEqual([{ id: "b1", status: "active" }]);
  });
});
