/** The check of the request examples with the schemas and the rules, as the mock does it. */
import * as validation from "@tmf654/validation";
import { describe, expect, test } from "vitest";
import { bundleDocument, operationsOf, resolve, schemaNameOf } from "../generate/document.ts";

interface ExampleValidator {
  readonly check: (value: unknown, options: { warnings: boolean }) => readonly { code: string }[];
}
interface Example {
  readonly $ref?: string;
  readonly value?: unknown;
}
interface Media {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, Example>>;
}

const validators = validation as unknown as Readonly<Record<string, ExampleValidator | undefined>>;
const document = await bundleDocument("spec/openapi.yaml");

/** The validator's name: `topupBalanceCreateRequest` for `TopupBalance_Create`. */
const validatorName = (schema: string): string =>
  `${schema.charAt(0).toLowerCase()}${schema.slice(1).replace("_", "")}Request`;

const requests = operationsOf(document)
  .filter(({ path }) => !path.startsWith("/listener/"))
  .flatMap(({ operation }) => {
    const media = operation.requestBody?.content?.["application/json"] as Media | undefined;
    const validator = validatorName(schemaNameOf(media?.schema?.$ref ?? ""));
    return Object.entries(media?.examples ?? {}).map(([name, example]) => ({
      title: `${operation.operationId} ${name}`,
      validator,
      value: resolve(document, example).value,
    }));
  });

describe("a request example is valid", () => {
  test("each of the nine requests has examples", () => {
    expect(new Set(requests.map(({ validator }) => validator)).size).toBe(9);
  });

  test.each(requests)("$title", ({ validator, value }) => {
    const issues = validators[validator]?.check(value, { warnings: true });
    // The body alone does not show the current status, so this rule cannot apply.
    expect(issues?.filter(({ code }) => code !== "statusNotRequestable")).toEqual([]);
  });
});
