/** The examples of requests, judged as the mock judges a request: structure and rules. */
import * as validation from "@tmf654/validation";
import { describe, expect, test } from "vitest";
import { bundleDocument, operationsOf, resolve, schemaNameOf } from "../generate/document.ts";

type Check = {
  readonly check: (value: unknown, options: { warnings: boolean }) => readonly { code: string }[];
};
type Example = { readonly $ref?: string; readonly value?: unknown };
type Media = {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, Example>>;
};

const validators = validation as unknown as Readonly<Record<string, Check | undefined>>;
const document = await bundleDocument("spec/openapi.yaml");

/** `TopupBalance_Create` is judged by `topupBalanceCreateRequest`. */
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

describe("a request example is one that a server accepts", () => {
  test("there are some for each of the nine requests", () => {
    expect(new Set(requests.map(({ validator }) => validator)).size).toBe(9);
  });

  test.each(requests)("$title", ({ validator, value }) => {
    const issues = validators[validator]?.check(value, { warnings: true });
    // Naming the current status is right here, but the body alone does not tell which it is.
    expect(issues?.filter(({ code }) => code !== "statusNotRequestable")).toEqual([]);
  });
});
