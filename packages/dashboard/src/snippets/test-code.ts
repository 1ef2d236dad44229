import { copyHeaders, indentedJson, pathOf, type SnippetRequest } from "./snippet-request.ts";

/** The settings of a mock that a test repeats. */
export interface TestSettings {
  readonly basePath: string;
  readonly profile: string;
}

/** Returns a Vitest test that sends a request to a new mock and expects the same status. */
export function toTestCode(request: SnippetRequest, { basePath, profile }: TestSettings): string {
  const { method, requestBody, status, time } = request;
  const target = pathOf(request, basePath).slice(basePath.length);
  const options = [
    `clock: ${JSON.stringify(time)}`,
    ...(profile === "reference" ? [] : [`profile: ${JSON.stringify(profile)}`]),
  ];
  const headers = Object.fromEntries(copyHeaders(request, "TOKEN"));
  const members = [
    ...(method === "GET" ? [] : [`method: ${JSON.stringify(method)},`]),
    ...(Object.keys(headers).length > 0 ? [`headers: ${indentedJson(headers, "    ")},`] : []),
    ...(requestBody === undefined
      ? []
      : [`body: JSON.stringify(${indentedJson(requestBody, "    ")}),`]),
  ];
  const init = members.length === 0 ? "" : `, {\n    ${members.join("\n    ")}\n  }`;
  const title = `${method} ${target} is ${status === 0 ? "dropped" : status}`;
  const requestCode = `mock.fetch(\`http://mock\${mock.basePath}${escapeTemplate(target)}\`${init})`;
  const steps =
    status === 0
      ? [`  await expect(${requestCode}).rejects.toThrow();`]
      : [`  const response = await ${requestCode};`, `  expect(response.status).toBe(${status});`];
  return [
    'import { createMock } from "@tmf654/mock";',
    'import { expect, test } from "vitest";',
    "",
    `test(${JSON.stringify(title)}, async () => {`,
    `  const mock = createMock({ ${options.join(", ")} });`,
    ...steps,
    "});",
  ].join("\n");
}

/** A text inside a template literal. */
function escapeTemplate(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
}
