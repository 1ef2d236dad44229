import document from "@tmf654/contract/openapi.json" with { type: "json" };
import { topupBalanceCreate, topupBalanceCreateRequest } from "@tmf654/validation";
import {
  bucketFields,
  formFields,
  reserveBalanceCreateFields,
  topupBalanceCreateFields,
  transferBalanceCreateFields,
  unitChoices,
} from "@tmf654/validation/fields";
import { withJsonSchema } from "@tmf654/validation/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { mutate, schemas, validInstance } from "./support/instances.ts";
import { seededRandom } from "./support/random.ts";

const formOf = (fields: Parameters<typeof formFields>[0]) =>
  new Map(formFields(fields).map((field) => [field.path, field]));

describe("form fields", () => {
  test("are the inputs of a resource without technical members", () => {
    const form = formOf(topupBalanceCreateFields);
    expect(form.get("amount.units")).toEqual({
      path: "amount.units",
      labelKey: "amount.units",
      type: "string",
      required: true,
      isUnit: true,
    });
    expect(form.get("usageType")).toMatchObject({
      required: true,
      options: ["monetary", "voice", "data", "sms", "other"],
    });
    expect(form.get("validFor.endDateTime")).toMatchObject({ format: "date-time" });
    expect(form.get("product[].id")).toMatchObject({ labelKey: "product.id", required: false });
    expect([...form.keys()].filter((path) => path.includes("href"))).toEqual([]);
  });

  test("both parts of a required quantity are required", () => {
    const parts = ["amount.amount", "amount.units"];
    const requiredIn = (fields: Parameters<typeof formFields>[0]) =>
      parts.map((path) => formOf(fields).get(path)?.required);
    expect(requiredIn(topupBalanceCreateFields)).toEqual([true, true]);
    expect(requiredIn(reserveBalanceCreateFields)).toEqual([false, false]);
  });

  test("are required when all parents are required", () => {
    const form = formOf(transferBalanceCreateFields);
    const paths = ["bucket.id", "logicalResource[].id", "requestor.id", "transferCost.value"];
    const required = paths.map((path) => form.get(path)?.required);
    expect(required).toEqual([true, true, false, false]);
    expect(form.get("transferCost.unit")?.isUnit).toBe(true);
  });

  test("have every member of the schema", () => {
    expect(Object.keys(bucketFields)).toEqual(Object.keys(schemas.Bucket?.properties ?? {}));
  });
});

test("unit choices follow the usage type, largest first", () => {
  expect(unitChoices("data").slice(0, 1)).toEqual(["TB"]);
  expect(unitChoices("voice")).toEqual(["h", "min", "s"]);
  expect(unitChoices("sms")).toContain("SMS");
  expect(unitChoices("sms")).not.toContain("point");
  expect(unitChoices("other")).toEqual(expect.arrayContaining(["unit", "point", "day"]));
  expect(unitChoices("monetary", ["EUR"])).toEqual(["EUR"]);
});

describe("JSON Schema", () => {
  const schema = withJsonSchema(topupBalanceCreate, document);
  const { jsonSchema } = schema["~standard"];

  test.each(["draft-2020-12", "draft-07", "openapi-3.0"])(
    "of dialect %s has no reference",
    (target) => {
      const text = JSON.stringify(jsonSchema.input({ target }));
      expect(text).not.toMatch(/\$ref|"default"|"x-/);
      expect(JSON.parse(text)).toMatchObject({ title: "TopupBalance_Create", type: "object" });
    },
  );

  test("accepts the same messages as the validator", () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const check = ajv.compile(jsonSchema.output({ target: "draft-2020-12" }));
    for (let seed = 0; seed < 200; seed += 1) {
      const random = seededRandom(seed);
      const valid = validInstance(schemas.TopupBalance_Create ?? {}, random);
      const instance = seed % 2 ? mutate(valid, random) : valid;
      expect(schema.check(instance).length === 0).toBe(check(instance));
    }
  });

  test("throws for an unknown dialect or a document without the schema", () => {
    expect(() => jsonSchema.input({ target: "draft-03" })).toThrow(TypeError);
    expect(() => jsonSchema.input({ target: "constructor" })).toThrow(TypeError);
    const empty = { ...document, components: { schemas: {} } };
    expect(() => withJsonSchema(topupBalanceCreate, empty)).toThrow("TopupBalance_Create");
  });

  test("keeps the rules of the validator", () => {
    const request = withJsonSchema(topupBalanceCreateRequest, document);
    expect(request.check({}).length).toBeGreaterThan(0);
    expect(request["~standard"].validate({}).issues).toBeDefined();
  });
});
