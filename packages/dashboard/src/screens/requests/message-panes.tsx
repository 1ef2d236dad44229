import type { RequestDetail } from "@tmf654/mock/control";
import { CodeBlock } from "../../components/code-block.tsx";
import { prettyText } from "../../format/request.ts";

/** The request and its response, side by side. */
export function MessagePanes({ request }: { readonly request: RequestDetail }) {
  const { requestHeaders, requestBody, responseBody, status } = request;
  return (
    <div class="messages">
      <section aria-label="Request message">
        <h3>Request</h3>
        {requestBody === undefined ? (
          <p class="quiet">No body</p>
        ) : (
          <CodeBlock label="Request body" text={JSON.stringify(requestBody, undefined, 2)} />
        )}
        <HeaderTable headers={requestHeaders} />
      </section>
      <section aria-label="Response message">
        <h3>Response</h3>
        {responseBody === undefined || responseBody === "" ? (
          <p class="quiet">{status === 0 ? "The connection was dropped" : "No body"}</p>
        ) : (
          <CodeBlock label="Response body" text={prettyText(responseBody)} />
        )}
      </section>
    </div>
  );
}

function HeaderTable({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <details class="headers">
      <summary>
        {entries.length} {entries.length === 1 ? "header" : "headers"}
      </summary>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt class="mono">{name}</dt>
            <dd class="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
