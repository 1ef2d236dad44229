import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { Body } from "../ports/resource.ts";
import { findHostileMember } from "../schema/hostile.ts";
import {
  errorResponse,
  issuesResponse,
  isUploadLimitReached,
  uploadLimitResponse,
} from "./responses.ts";

/** The valid body, or the error response. */
export type BodyResult =
  | { readonly body: Body; readonly text: string }
  | { readonly refusal: MockResponse };

/**
 * Returns the refusal of a body that is too large, alone or together with the other bodies that
 * arrive.
 */
export function sizeRefusal(request: MockRequest, maximumBytes: number): MockResponse | undefined {
  const { body } = request;
  if (isUploadLimitReached(body)) return uploadLimitResponse(body);
  return isTooLarge(request, maximumBytes)
    ? errorResponse("tooLarge", `The body is larger than ${maximumBytes} bytes.`)
    : undefined;
}

/**
 * Reads a JSON object from a request whose size was checked: media type, encoding, syntax, shape,
 * in this order.
 */
export function readRequestBody(request: MockRequest): BodyResult {
  const { body } = request;
  if (!(body instanceof Uint8Array) || body.byteLength === 0) {
    return {
      refusal: errorResponse("missingBody", "The request needs a JSON object as its body."),
    };
  }
  const coding = request.header("content-encoding")?.trim();
  if (coding && !/^identity$/i.test(coding)) {
    return {
      refusal: invalidJsonResponse(
        `The content encoding ${coding.slice(0, 40)} is not supported`,
        request.method,
      ),
    };
  }
  const type = request.header("content-type");
  const mediaTypeIssue = type === undefined ? undefined : findMediaTypeIssue(type, request.method);
  if (mediaTypeIssue) return { refusal: invalidJsonResponse(mediaTypeIssue, request.method) };
  const text = decode(body);
  if (text === undefined) return { refusal: charsetResponse(type, request.method) };
  return parse(text);
}

/** Whether a body is larger than the limit, or was not read for that reason. */
export function isTooLarge({ body }: MockRequest, maximumBytes: number): boolean {
  if (body === undefined || isUploadLimitReached(body)) return false;
  return body === "tooLarge" || body.byteLength > maximumBytes;
}

function findMediaTypeIssue(type: string, method: string): string | undefined {
  const media = type.split(";", 1)[0]?.trim().toLowerCase();
  if (media === "application/json") return undefined;
  if (media === "application/merge-patch+json" && method === "PATCH") return undefined;
  return `"${type.slice(0, 100)}" is not supported`;
}

/** Decodes the bytes as UTF-8. In other charsets only ASCII bytes are accepted. */
function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function charsetResponse(type: string | undefined, method: string): MockResponse {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type ?? "")?.[1] ?? "utf-8";
  if (/^utf-?8$/i.test(charset)) return errorResponse("badBody", "The body is not valid UTF-8.");
  return invalidJsonResponse(`The charset ${charset.slice(0, 40)} is not supported`, method);
}

function invalidJsonResponse(error: string, method: string): MockResponse {
  const patchTypes = method === "PATCH" ? "application/merge-patch+json or " : "";
  const message = `${error}: send ${patchTypes}application/json in UTF-8.`;
  const acceptedTypes = "application/merge-patch+json, application/json";
  return errorResponse(
    "notJson",
    message,
    method === "PATCH" ? { "accept-patch": acceptedTypes } : {},
  );
}

function parse(text: string): BodyResult {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : "unknown error";
    return { refusal: errorResponse("badBody", `The body is not JSON: ${detail.slice(0, 200)}`) };
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    const foundType =
      body === null ? "null" : Array.isArray(body) ? "an array" : `a ${typeof body}`;
    return { refusal: errorResponse("badBody", `The body is ${foundType}, not a JSON object.`) };
  }
  const hostileMember = findHostileMember(body);
  if (hostileMember) return { refusal: issuesResponse([hostileMember]) };
  return { body: body as Body, text };
}
