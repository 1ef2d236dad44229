import { BackLink } from "../../components/back-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Icon } from "../../components/icon.tsx";
import { Screen } from "../../components/screen.tsx";
import { usePage } from "../../state/context.ts";
import { useStore } from "../../state/observable-value.ts";
import { placeLink } from "../../state/place.ts";
import { readConditions, useRequests } from "../../state/use-requests.ts";
import { RequestDetailPane } from "./request-detail.tsx";
import { RequestFilters } from "./request-filters.tsx";
import { RequestList } from "./request-list.tsx";

/** The screen at `#/requests`: the list, and the request in the address. */
export function RequestsScreen() {
  const page = usePage();
  const place = useStore(page.place);
  const { id, query } = place;
  const conditions = readConditions(place);
  const { data: requestPage, error } = useRequests(conditions);
  const isFiltered = [query.q, query.method, query.status].some(Boolean);
  const isEmpty = requestPage?.requests.length === 0;
  return (
    <Screen title="Requests" hint="Every request to the API, the latest first.">
      <div class={`panes requests ${id === undefined ? "panes-list" : "panes-detail panes-split"}`}>
        <section class="pane-list" aria-label="List">
          <RequestFilters query={query} />
          {error && <p class="field-error">{error}</p>}
          {isEmpty && (
            <EmptyState icon="requests" title={isFiltered ? "No such request" : "No requests yet"}>
              {isFiltered ? (
                <a class="link" href={placeLink("requests")}>
                  Show all requests
                </a>
              ) : (
                "Send a request to the API. It appears here by itself."
              )}
            </EmptyState>
          )}
          {requestPage && !isEmpty && (
            <RequestList requests={requestPage.requests} shownId={id} query={query} />
          )}
          <nav class="pager" aria-label="Pages">
            {query.before && (
              <a class="link" href={placeLink("requests", id, { ...query, before: undefined })}>
                Latest
              </a>
            )}
            {requestPage?.next !== undefined && (
              <a
                class="link"
                href={placeLink("requests", id, { ...query, before: String(requestPage.next) })}
              >
                Older requests
                <Icon name="next" size={16} />
              </a>
            )}
          </nav>
        </section>
        {id !== undefined && (
          <section class="pane-detail" aria-label="Request">
            <BackLink href={placeLink("requests", undefined, query)} text="All requests" />
            <RequestDetailPane key={id} id={id} />
          </section>
        )}
      </div>
    </Screen>
  );
}
