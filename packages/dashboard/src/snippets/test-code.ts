import { toFaultRule } from "./fault-rule.ts";
import {
  bodyTextOf,
  canFail,
  copyHeaders,
  indentedJson,
  pathOf,
  type SnippetRequest,
} from "./snippet-request.ts";

/** The settings of a mock that a test repeats. */
export interface TestSettings {
  readonly basePath: string;
  readonly profile: string;
}

const builtInProfiles: readonly string[] = ["reference", "certified", "ctk"];

/** Returns a Vitest test that sends a request to a new mock and expects the same status. */
export function toTestCode(request: SnippetRequest, settings: TestSettings): string {
  const { method, requestBody, status } = request;
  const { profile } = settings;
  const path = pathOf(request, settings.basePath);
  const isBelowBase = path.startsWith(settings.basePath);
  const target = isBelowBase ? path.slice(settings.basePath.length) : path;
  const headers = Object.fromEntries(copyHeaders(request, "TOKEN"));
  const body =
    requestBody === undefined
      ? JSON.stringify(bodyTextOf(request))
      : `JSON.stringify(${indentedJson(requestBody, "    ")})`;
  const members = [
    ...(method === "GET" ? [] : [`method: ${JSON.stringify(method)},`]),
    ...(Object.keys(headers).length > 0 ? [`headers: ${indentedJson(headers, "    ")},`] : []),
    ...(body === undefined ? [] : [`body: ${body},`]),
  ];
  const init = members.length === 0 ? "" : `, {\n    ${members.join("\n    ")}\n  }`;
  const title = `${method} ${target} is ${status === 0 ? "dropped" : status}`;
  const origin = isBelowBase ? `http://mock\${mock.basePath}` : "http://mock";
  const requestCode = `mock.fetch(\`${origin}${escapeTemplate(target)}\`${init})`;
  const steps =
    status === 0
      ? [`  await expect(${requestCode}).rejects.toThrow();`]
      : [`  const response = await ${requestCode};`, `  expect(response.status).toBe(${status});`];
  return [
    'import { createMock } from "@tmf654/mock";',
    'import { expect, test } from "vitest";',
    "",
    `test(${JSON.stringify(title)}, async () => {`,
    "  // The new mock has the default scenario. Other data needs the option `scenario`.",
    ...(builtInProfiles.includes(profile)
      ? []
      : [
          `  // The profile ${JSON.stringify(profile)} is not built in: add the option \`profile\`.`,
        ]),
    `  const mock = createMock({ ${optionsOf(request, profile).join(", ")} });`,
    ...steps,
    "});",
  ].join("\n");
}

/** Returns the options of a mock that responds in the same way. */
function optionsOf(request: SnippetRequest, profile: string): readonly string[] {
  const auth = authOf(request);
  const fault = faultOf(request);
  const isNamed = profile !== "reference" && builtInProfiles.includes(profile);
  return [
    `clock: ${JSON.stringify(request.time)}`,
    ...(isNamed ? [`profile: ${JSON.stringify(profile)}`] : []),
    ...(auth ? [`auth: ${JSON.stringify(auth)}`] : []),
    ...(fault ? [`faults: ${indentedJson([fault], "  ")}`] : []),
  ];
}

/** Returns the tokens with which a mock refuses the credentials of a request in the same way. */
function authOf({ decidedBy, status }: SnippetRequest): object | undefined {
  if (decidedBy !== "credentials") return undefined;
  return { tokens: status === 403 ? { TOKEN: { scopes: [] } } : {} };
}

/** Returns a rule that fails a request as a fault rule has failed it. */
function faultOf(request: SnippetRequest): object | undefined {
  const { decidedBy, status } = request;
  const isFault = decidedBy === "faultBefore" || decidedBy === "faultAfter";
  if (!isFault || !canFail(request) || (status > 0 && status < 400)) return undefined;
  return { ...toFaultRule(request), ...(decidedBy === "faultAfter" && { when: "after" }) };
}

/** A text inside a template literal. */
function escapeTemplate(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
}
