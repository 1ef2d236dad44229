import type { ContractGuard, GuardIssue } from "../ports/contract-guard.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import type { HttpCall } from "./call.ts";
import { joinTarget } from "./target.ts";

/** Headers above this length are refused by some clients. */
const longestHeader = 8000;

/** Adds the issues of the contract guard to a response, also in Prism's header `sl-violations`. */
export async function guardResponse(
  { request }: HttpCall,
  view: RequestView,
  response: MockResponse,
  contractGuard: ContractGuard,
): Promise<MockResponse> {
  const guardIssues = await contractGuard({
    method: request.method,
    path: joinTarget(view),
    requestHeaders: request.headers(),
    requestBody:
      request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : undefined,
    status: response.status,
    headers: response.headers,
    body: response.body,
  });
  if (guardIssues.length === 0) return response;
  const headers = { ...response.headers, "sl-violations": violationsHeader(guardIssues) };
  return { ...response, headers, guardIssues };
}

/** The issues in the form of Prism's header: as many as fit, in ASCII. */
function violationsHeader(issues: readonly GuardIssue[]): string {
  const headerValues: string[] = [];
  let length = 0;
  for (const { in: side, severity, path, code, message } of issues) {
    const location = [side, ...path];
    const severityText = severity === "error" ? "Error" : "Warning";
    const text = toAscii(JSON.stringify({ location, severity: severityText, code, message }));
    length += text.length + 1;
    if (length > longestHeader) break;
    headerValues.push(text);
  }
  return `[${headerValues.join(",")}]`;
}

function toAscii(json: string): string {
  return json.replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
