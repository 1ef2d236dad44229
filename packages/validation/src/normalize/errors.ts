import { isObject } from "../runtime/checks.ts";
import type { NormalizeChange } from "./change.ts";
import type { NormalizeResult } from "./normalize.ts";

type ErrorMembers = Readonly<Record<string, unknown>>;

/**
 * Members of the contract's `Error`, each with its names in other formats. The first one that is
 * present is used.
 */
const namesByMember: Readonly<Record<string, readonly string[]>> = {
  code: ["code", "errorCode", "error_code", "type", "status"],
  reason: ["reason", "title", "error", "description"],
  message: ["message", "detail", "error_description", "exceptionMessage"],
  status: ["status", "statusCode"],
};

const textOf = (value: unknown): string | undefined =>
  typeof value === "number" || (typeof value === "string" && value !== "")
    ? String(value)
    : undefined;

/** The text of an HTML page, without its markup. */
const plainText = (page: string): string =>
  page
    .replace(/<(script|style)[\s\S]*?(?:<\/\1>|$)/gi, " ")
    .replace(/<[^>]*>?/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);

function readMembers(body: ErrorMembers, status: number | undefined): ErrorMembers {
  const foundMembers: Record<string, unknown> = {};
  for (const [member, candidates] of Object.entries(namesByMember)) {
    const key = candidates.find((one) => textOf(body[one]) !== undefined);
    if (key !== undefined) foundMembers[member] = textOf(body[key]);
  }
  const code = foundMembers.code === "about:blank" ? foundMembers.status : foundMembers.code;
  const fallback = status === undefined ? "unknown" : String(status);
  return {
    ...body,
    ...foundMembers,
    code: code ?? fallback,
    reason: foundMembers.reason ?? foundMembers.message ?? fallback,
  };
}

/**
 * Converts an error body into the contract's `Error`. The function reads Spring's
 * `{timestamp, status, error, message, path}`, RFC 9457 problem details, errors inside `error`, and
 * a gateway's HTML page. `status` is the HTTP status, for bodies that have none.
 */
export function normalizeError(body: unknown, status?: number): NormalizeResult {
  const changes: NormalizeChange[] = [];
  const innerBody = isObject(body) && isObject(body.error) ? { ...body, ...body.error } : body;
  const members: ErrorMembers = isObject(innerBody)
    ? innerBody
    : { message: typeof innerBody === "string" ? plainText(innerBody) : undefined };
  const value = readMembers(members, status);
  for (const member of Object.keys(namesByMember)) {
    const from = isObject(body) ? body[member] : undefined;
    if (value[member] === from) continue;
    changes.push({ path: [member], kind: "member", from, to: value[member] });
  }
  return { value: changes.length === 0 ? body : value, changes };
}
