import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { Bucket, TopupBalanceCreate } from "@tmf654/contract";
import {
  bucket,
  defineRule,
  defineRuleFor,
  type Issue,
  isValid,
  type LenientPartial,
  lenient,
  listOf,
  topupBalanceCreate,
  topupBalanceCreateRequest,
  type Validator,
} from "@tmf654/validation";
import { schemaFor, validatorFor } from "@tmf654/validation/all";
import type { FieldsOf } from "@tmf654/validation/fields";
import type { JsonSchemaValidator } from "@tmf654/validation/json-schema";
import { expectTypeOf, test } from "vitest";

test("a validator is a Standard Schema of the contract's type", () => {
  expectTypeOf(topupBalanceCreateRequest).toExtend<StandardSchemaV1<TopupBalanceCreate>>();
  expectTypeOf<StandardSchemaV1.InferOutput<typeof bucket>>().toEqualTypeOf<Bucket>();
  expectTypeOf<
    StandardSchemaV1.InferInput<typeof topupBalanceCreate>
  >().toEqualTypeOf<TopupBalanceCreate>();
  expectTypeOf<JsonSchemaValidator<Bucket>>().toExtend<StandardJSONSchemaV1<Bucket>>();
  // @ts-expect-error a validator of one schema is not a validator of another
  expectTypeOf(bucket).toExtend<StandardSchemaV1<TopupBalanceCreate>>();
});

test("a schema name returns the validator of its schema", () => {
  expectTypeOf(validatorFor("Bucket")).toEqualTypeOf<Validator<Bucket>>();
  expectTypeOf(schemaFor("TopupBalance_Create")).toEqualTypeOf<Validator<TopupBalanceCreate>>();
  // @ts-expect-error no such schema
  validatorFor("Buckets");
});

test("isValid narrows the type", () => {
  const value: unknown = JSON.parse("{}");
  if (isValid(listOf(bucket), value)) expectTypeOf(value).toEqualTypeOf<Bucket[]>();
});

test("issues are read-only", () => {
  const [issue] = bucket.check({});
  expectTypeOf(issue).toEqualTypeOf<Issue | undefined>();
  // @ts-expect-error read-only
  if (issue) issue.code = "other";
});

test("a lenient validator accepts any string for an enum", () => {
  const open = lenient(bucket);
  type Read = StandardSchemaV1.InferOutput<typeof open>;
  expectTypeOf<"on hold">().toExtend<NonNullable<Read["status"]>>();
  expectTypeOf<3>().not.toExtend<NonNullable<Read["status"]>>();
  expectTypeOf<NonNullable<Read["isShared"]>>().toEqualTypeOf<boolean>();
  expectTypeOf(lenient(topupBalanceCreate, { allowMissing: true })).toEqualTypeOf<
    Validator<LenientPartial<TopupBalanceCreate>>
  >();
});

test("a rule's function has the types of the members it reads", () => {
  defineRule({
    code: "example",
    reads: ["amount.amount", "logicalResource[].id", "usageType"],
    message: "is an example",
    breaks: ([amount, id, usageType]) => {
      expectTypeOf(amount).toEqualTypeOf<number | undefined>();
      expectTypeOf(id).toEqualTypeOf<string | undefined>();
      expectTypeOf(usageType).toEqualTypeOf<TopupBalanceCreate["usageType"] | undefined>();
      return false;
    },
  });
  defineRuleFor<{ a: { b: 1 }[] }>()({
    code: "example",
    reads: ["a[].b", "a[].c"],
    message: "",
    breaks: ([b, c]) => {
      expectTypeOf(b).toEqualTypeOf<1 | undefined>();
      expectTypeOf(c).toEqualTypeOf<undefined>();
      return false;
    },
  });
});

interface Pair {
  amount?: number;
  units?: string;
}

test("field tables have every member and no other", () => {
  const field = { type: "string" } as const;
  expectTypeOf({ amount: field, units: field }).toExtend<FieldsOf<Pair>>();
  // @ts-expect-error an optional member is missing
  ({ amount: field }) satisfies FieldsOf<Pair>;
  // @ts-expect-error the contract has no such member
  ({ amount: field, units: field, currency: field }) satisfies FieldsOf<Pair>;
});
