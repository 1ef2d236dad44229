import { isObject } from "../runtime/findings.ts";
import type { Change } from "./change.ts";
import type { Normalized } from "./normalize.ts";

type Members = Readonly<Record<string, unknown>>;

/** Members of the contract's `Error`, each with the names it has elsewhere, in order of trust. */
const names: Readonly<Record<string, readonly string[]>> = {
  code: ["code", "errorCode", "error_code", "type", "status"],
  reason: ["reason", "title", "error", "description"],
  message: ["message", "detail", "error_description", "exceptionMessage"],
  status: ["status", "statusCode"],
};

const textOf = (value: unknown): string | undefined =>
  typeof value === "number" || (typeof value === "string" && value !== "")
    ? String(value)
    : undefined;

/** The words of a page, without its markup. */
const plainText = (page: string): string =>
  page
    .replace(/<(script|style)[\s\S]*?(?:<\/\1>|$)/gi, " ")
    .replace(/<[^>]*>?/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);

function read(body: Members, status: number | undefined): Members {
  const found: Record<string, unknown> = {};
  for (const [member, candidates] of Object.entries(names)) {
    const key = candidates.find((one) => textOf(body[one]) !== undefined);
    if (key !== undefined) found[member] = textOf(body[key]);
  }
  const code = found.code === "about:blank" ? found.status : found.code;
  const fallback = status === undefined ? "unknown" : String(status);
  return {
    ...body,
    ...found,
    code: code ?? fallback,
    reason: found.reason ?? found.message ?? fallback,
  };
}

/**
 * An error body as the contract's `Error`: Spring's `{timestamp, status, error, message, path}`,
 * RFC 9457 problem details, errors wrapped in `error`, and whatever page a gateway put in between.
 * `status` is the answer's own, for bodies that do not say.
 */
export function normalizeError(body: unknown, status?: number): Normalized {
  const changes: Change[] = [];
  const inner = isObject(body) && isObject(body.error) ? { ...body, ...body.error } : body;
  const members: Members = isObject(inner)
    ? inner
    : { message: typeof inner === "string" ? plainText(inner) : undefined };
  const value = read(members, status);
  for (const member of Object.keys(names)) {
    const from = isObject(body) ? body[member] : undefined;
    if (value[member] === from) continue;
    changes.push({ path: [member], kind: "member", from, to: value[member] });
  }
  return { value: changes.length === 0 ? body : value, changes };
}
