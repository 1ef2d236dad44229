import type { RequestDetail } from "@tmf654/mock/control";
import { Badge } from "../../components/badge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { instantLabel } from "../../format/instant.ts";
import { changeText, durationText, statusText, statusTone } from "../../format/request.ts";
import { placeLink } from "../../state/place.ts";
import { useLive } from "../../state/use-live.ts";
import { MessagePanes } from "./message-panes.tsx";
import { RequestIssues } from "./request-issues.tsx";
import { SnippetPanel } from "./snippet-panel.tsx";
import { WhyPanel } from "./why-panel.tsx";

/** One request with its response, its reason and its copies. */
export function RequestDetailPane({ id }: { readonly id: string }) {
  const { data, error } = useLive(`request/${id}`, ({ control }) => control.request(Number(id)));
  if (error) {
    return (
      <EmptyState icon="requests" title="This request is not in the journal">
        The journal keeps the latest requests. A reset clears it.
      </EmptyState>
    );
  }
  if (!data) return null;
  return (
    <article class="request">
      <RequestHead request={data} />
      <RequestChanges request={data} />
      <RequestIssues request={data} />
      <WhyPanel id={id} />
      <MessagePanes request={data} />
      <SnippetPanel request={data} />
    </article>
  );
}

function RequestHead({ request }: { readonly request: RequestDetail }) {
  const { method, path, query, status, operation, time, durationMs } = request;
  return (
    <header class="request-head">
      <h2>
        <span class={`method method-${method.toLowerCase()}`}>{method}</span>{" "}
        <span class="mono">{query === "" ? path : `${path}?${query}`}</span>
      </h2>
      <p class="facts">
        <Badge tone={statusTone(request)}>{statusText(status)}</Badge>
        {operation && <span>{operation}</span>}
        <span>{instantLabel(time)}</span>
        {durationMs !== undefined && <span>{durationText(durationMs)}</span>}
      </p>
    </header>
  );
}

/** The balances that the request changed. */
function RequestChanges({ request: { changes } }: { readonly request: RequestDetail }) {
  if (changes.length === 0) return null;
  return (
    <ul class="changes" aria-label="Changed balances">
      {changes.map((change) => (
        <li key={change.bucketId}>
          <a class="link mono" href={placeLink("buckets", change.bucketId)}>
            {change.bucketId}
          </a>
          <span>{changeText(change)}</span>
        </li>
      ))}
    </ul>
  );
}
