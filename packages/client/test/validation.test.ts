import { type BodyCheck, createClient, type ValueInfo } from "@tmf654/client";
import { type StandardSchema, validateWith } from "@tmf654/client/validation";
import { describe, expect, it } from "vitest";
import { fakeServer } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };

/** A schema that wants one attribute. */
const wants = (name: string): StandardSchema => ({
  "~standard": {
    validate: (value) =>
      name in (value as object)
        ? { value }
        : { issues: [{ message: "is missing", path: [{ key: name }] }] },
  },
});

/** A schema with a mistake in it. */
const broken: StandardSchema = {
  "~standard": {
    validate: () => {
      throw new Error("boom");
    },
  },
};

describe("validation and dialects", () => {
  it("refuses a request that breaks its schema, and sends nothing", async () => {
    const server = fakeServer(() => bucket);
    const schemas = { TopupBalance_Create: wants("amount") };
    const client = createClient({ ...server.options, validation: validateWith({ schemas }) });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "BadRequestError",
      errors: [{ path: "/amount", code: "invalid", message: "is missing" }],
    });
    expect(server.seen).toEqual([]);
  });

  it.each<[string, BodyCheck]>([
    ["a check that throws", { request: () => JSON.parse("{") }],
    ["a check that rejects", { request: () => Promise.reject(new TypeError("boom")) }],
    ["a schema that throws", validateWith({ schemas: { TopupBalance_Create: broken } })],
  ])("refuses a request by %s, with its error as the cause", async (_, validation) => {
    const server = fakeServer(() => bucket);
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

  it.each<[string, BodyCheck]>([
    ["a check that throws", { response: () => JSON.parse("{") }],
    ["a schema that throws", validateWith({ schemas: { Bucket: broken }, responses: "throw" })],
  ])("refuses an answer by %s, with its error as the cause", async (_, validation) => {
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, validation });
    const { error } = await client.safe.bucket.retrieve("b1");
    expect(error).toMatchObject({ name: "ParseError", cause: expect.any(Error) });
  });

  it("lets through what a schema that throws cannot judge, where it only warns", async () => {
    const server = fakeServer(() => ({ status: 201, body: { id: "t1" } }));
    const warnings: unknown[] = [];
    const schemas = { TopupBalance: broken, TopupBalance_Create: broken };
    const onWarning = (_: unknown, issues: unknown) => warnings.push(issues);
    const validation = validateWith({ schemas, requests: "warn", onWarning });
    const client = createClient({ ...server.options, validation });
    expect((await client.topupBalance.create({} as never)).id).toBe("t1");
    expect(warnings).toEqual([[{ message: "Error: boom" }], [{ message: "Error: boom" }]]);
  });

  it("calls a schema as Standard Schema has it: as a method, with the value alone", async () => {
    const calls: unknown[][] = [];
    const standard = {
      strict: true,
      validate(...given: unknown[]) {
        calls.push([this.strict, ...given]);
        return { value: given[0] };
      },
    };
    const server = fakeServer(() => ({ body: [{ id: "b1" }] }));
    const validation = validateWith({ schemas: { Bucket: { "~standard": standard } } });
    await createClient({ ...server.options, validation }).bucket.list();
    expect(calls).toEqual([[true, { id: "b1" }]]);
  });

  it("warns of an answer that breaks its schema, throws, or looks away", async () => {
    const warnings: [ValueInfo, number][] = [];
    const server = fakeServer(() => ({ body: [{ id: "b1" }, { id: "b2" }] }));
    const schemas = { Bucket: wants("status") };
    const list = (responses: "off" | "warn" | "throw") => {
      const validation = validateWith({
        schemas,
        responses,
        onWarning: (info, issues) => warnings.push([info, issues.length]),
      });
      return createClient({ ...server.options, validation }).bucket.list();
    };
    expect((await list("warn")).items).toHaveLength(2);
    expect(warnings).toEqual([[{ operation: "listBucket", schema: "Bucket", isList: true }, 2]]);
    expect((await list("off")).items).toHaveLength(2);
    await expect(list("throw")).rejects.toMatchObject({ name: "ParseError" });
  });

  it("judges a value cut by `fields` only by what is there", async () => {
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
    const server = fakeServer(({ path }) => {
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
    const cause = { errors: [{ path: "/status", message: "is wrong" }] };
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

  it("never takes a write for not done because its answer breaks the schema", async () => {
    const server = fakeServer(() => ({ status: 201, body: { id: "t1" } }));
    const validation = validateWith({ schemas: { TopupBalance: wants("x") }, responses: "throw" });
    const client = createClient({ ...server.options, validation });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "UnknownOutcomeError",
    });
  });

  it("mends an operator's answer before it is read", async () => {
    const server = fakeServer(() => ({ body: { bucket: [{ id: "b1", status: "Active" }] } }));
    const normalize = (value: unknown, { isList }: ValueInfo) => {
      const { bucket } = value as { bucket: { id: string; status: string }[] };
      expect(isList).toBe(true);
      return bucket.map((one) => ({ ...one, status: one.status.toLowerCase() }));
    };
    const page = await createClient({ ...server.options, normalize }).bucket.list();
    expect(page.items).toEqual([{ id: "b1", status: "active" }]);
  });
});
