/** Checks of the official kit's configuration before the kit runs, as pure functions. */
import { pathText } from "@tmf654/validation";
import { type SchemaName, validatorFor } from "@tmf654/validation/all";
import type { FileIssue } from "../model/report.ts";
import { isRecord } from "../values/path.ts";

/** The schema of each payload, by the kit's name of the resource. */
const schemas: Readonly<Record<string, SchemaName>> = {
  Bucket: "Bucket",
  TopupBalance: "TopupBalance_Create",
  AdjustBalance: "AdjustBalance_Create",
  ReserveBalance: "ReserveBalance_Create",
  TransferBalance: "TransferBalance_Create",
};

/** The issues of the kit's `config.json`, mostly payloads that break the contract. */
export function checkKitConfig(config: unknown): readonly FileIssue[] {
  if (!isRecord(config)) return [createIssue("", "type", "must be an object")];
  return [...urlIssues(config.url), ...headerIssues(config.headers), ...payloadIssues(config)];
}

const createIssue = (path: string, code: string, message: string): FileIssue => ({
  path,
  code,
  message,
});

function urlIssues(url: unknown): readonly FileIssue[] {
  if (typeof url !== "string" || !URL.canParse(url)) {
    return [createIssue("url", "format", "must be the server's base URL")];
  }
  if (url.endsWith("/")) return [];
  const message = "must end in a slash, because the kit appends the resource's name";
  return [createIssue("url", "baseUrlSlash", message)];
}

function headerIssues(headers: unknown): readonly FileIssue[] {
  if (headers === undefined) return [];
  if (!isRecord(headers)) return [createIssue("headers", "type", "must be an object")];
  return Object.entries(headers)
    .filter(([, value]) => typeof value !== "string")
    .map(([name]) => createIssue(`headers.${name}`, "type", "must be a string"));
}

function payloadIssues({ payloads }: Record<string, unknown>): readonly FileIssue[] {
  if (!isRecord(payloads)) return [createIssue("payloads", "required", "is missing")];
  return Object.entries(payloads).flatMap(([name, entry]) => {
    const resource = Object.keys(schemas).find((one) => one.toLowerCase() === name.toLowerCase());
    const schema = resource === undefined ? undefined : schemas[resource];
    if (schema === undefined) {
      const message = `is not a resource of the kit: use ${Object.keys(schemas).join(", ")}`;
      return [createIssue(`payloads.${name}`, "enum", message)];
    }
    const { body, path } = payloadOf(entry, `payloads.${name}`);
    if (body === undefined) return [createIssue(path, "required", "has no payload")];
    return bodyIssues(schema, body, path);
  });
}

/**
 * The body of a payload. Depending on the kit's version it is at the resource, below `POST`, or
 * below `POST.payload`.
 */
function payloadOf(
  entry: unknown,
  path: string,
): { readonly body?: unknown; readonly path: string } {
  for (const name of ["POST", "payload"]) {
    if (isRecord(entry) && name in entry) return payloadOf(entry[name], `${path}.${name}`);
  }
  return { body: entry, path };
}

function bodyIssues(schema: SchemaName, body: unknown, path: string): readonly FileIssue[] {
  const validatorIssues = validatorFor(schema)
    .check(body)
    .map(({ path: inside, code, message }) => {
      const member = pathText(inside);
      return createIssue(member === "" ? path : `${path}.${member}`, code, message);
    });
  const isBare = schema === "Bucket" && isRecord(body) && body.usageType === undefined;
  return isBare
    ? [...validatorIssues, createIssue(`${path}.usageType`, "required", "is missing")]
    : validatorIssues;
}

/** The issues as lines with path and message. */
export function kitIssuesText(issues: readonly FileIssue[]): string {
  if (issues.length === 0) return "The kit's configuration matches the published contract.\n";
  const lines = issues.map(({ path, message }) => `${path || "the file"}: ${message}`);
  return `${lines.join("\n")}\n${issues.length} issues: the kit would send invalid requests.\n`;
}
