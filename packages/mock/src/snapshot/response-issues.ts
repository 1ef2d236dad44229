import type { Issue } from "../ports/resource.ts";

/** A stored response in a snapshot. */
interface KeptResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
}

const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
/**
 * The allowed characters of a header: visible Latin-1, blanks and tabs. A line break would start
 * another header.
 */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;
/** The headers that mark the end of a response. Only the server writes them. */
const framingHeaders =
  /^(?:connection|content-length|keep-alive|transfer-encoding|upgrade|trailer)$/i;

/** Returns the issues of a kept response. A repeated request with its Idempotency-Key gets it. */
export function keptResponseIssues(response: KeptResponse, path: string): readonly Issue[] {
  const { status, headers, body } = response;
  const isFinal = (status >= 200 && status < 300) || status === 409;
  const isEmpty = status === 204 || status === 205;
  const memberIssue = (member: string, message: string): Issue => ({
    path: `${path}.${member}`,
    code: "invalid",
    message,
  });
  return [
    ...(isFinal ? [] : [memberIssue("status", "must be 2xx or 409: no other response is kept")]),
    ...(isEmpty && body ? [memberIssue("body", `must be left out with the status ${status}`)] : []),
    ...Object.entries(headers).flatMap(([name, value]) => {
      const place = `headers.${JSON.stringify(name).slice(1, -1)}`;
      if (!headerName.test(name)) return [memberIssue(place, "is not the name of a header")];
      if (framingHeaders.test(name)) return [memberIssue(place, "is written by the server alone")];
      if (headerValue.test(value)) return [];
      return [memberIssue(place, "has a line break or a character that a header cannot have")];
    }),
    ...Object.keys(response).flatMap((member) =>
      ["status", "headers", "body"].includes(member)
        ? []
        : [memberIssue(member, "is not known here")],
    ),
  ];
}
