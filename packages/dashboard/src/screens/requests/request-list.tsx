import type { RequestSummary } from "@tmf654/mock/control";
import { Badge } from "../../components/badge.tsx";
import { timeText } from "../../format/instant.ts";
import { durationText, resultText, statusText, statusTone } from "../../format/request.ts";
import { type Place, placeLink } from "../../state/place.ts";

/** The properties of the list. */
export interface RequestListProps {
  readonly requests: readonly RequestSummary[];
  readonly shownId: string | undefined;
  /** The conditions, which the links keep. */
  readonly query: Place["query"];
}

/** One page of requests, each with what it did. */
export function RequestList({ requests, shownId, query }: RequestListProps) {
  return (
    <ul class="rows">
      {requests.map((request) => {
        const { number, time, method, path, status, durationMs } = request;
        return (
          <li key={number}>
            <a
              class="row request-row"
              href={placeLink("requests", String(number), query)}
              aria-current={String(number) === shownId ? "true" : undefined}
            >
              <span class="request-time">{timeText(time)}</span>
              <span class={`method method-${method.toLowerCase()}`}>{method}</span>
              <span class="request-path mono" title={path}>
                {path}
              </span>
              <span class="request-result" title={resultText(request)}>
                {resultText(request)}
              </span>
              <span class="request-duration">{durationText(durationMs)}</span>
              <Badge tone={statusTone(request)}>{statusText(status)}</Badge>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
