/** The check of every response of the control plane against its own document, by Prism. */
import { createMock } from "@tmf654/mock";
import {
  type ContractCheck,
  createContractCheck,
  formatContractIssues,
} from "../../../../scripts/prism/contract-check.ts";

type Fetch = (request: Request) => Promise<Response>;
interface Document {
  readonly paths: Readonly<Record<string, object>>;
}

/** The document as a mock serves it. */
export async function documentOf(fetch: Fetch = createMock().fetch, at = ""): Promise<Document> {
  const response = await fetch(new Request(`http://localhost${at}/__mock/openapi.json`));
  return (await response.json()) as Document;
}

let ownCheck: Promise<ContractCheck> | undefined;

/** The same fetch, which throws when a response does not fit the document. */
export function checkDocumented(fetch: Fetch): Fetch {
  return async (request) => {
    ownCheck ??= documentOf().then(createContractCheck);
    const { method, url } = request;
    const { pathname, search } = new URL(url);
    const response = await fetch(request);
    if (method === "HEAD") return response;
    const body = await response.clone().text();
    const { response: issues } = await (await ownCheck)({
      method,
      url: `${pathname.replace("/__mock", "")}${search}`,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      ...(body !== "" && { body }),
    });
    if (issues.length === 0) return response;
    const call = `${method} ${pathname} -> ${response.status}`;
    throw new Error(`${call} is not as documented:\n${formatContractIssues(issues)}\n${body}`);
  };
}
