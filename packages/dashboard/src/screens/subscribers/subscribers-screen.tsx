import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { usePage } from "../../state/context.ts";
import { useStore } from "../../state/observable-value.ts";
import { placeLink } from "../../state/place.ts";
import { usePolicy } from "../../state/policy.ts";
import { findSubscriber, loadSubscribers } from "../../state/subscribers.ts";
import { useLive } from "../../state/use-live.ts";
import { SubscriberDetail } from "./subscriber-detail.tsx";
import { SubscriberList } from "./subscriber-list.tsx";

/** The screen at `#/subscribers`: the search, and the subscriber in the address. */
export function SubscribersScreen() {
  const { place, platform } = usePage();
  const { id, query } = useStore(place);
  const text = query.q ?? "";
  const policy = usePolicy();
  const { data, error } = useLive(
    "subscribers",
    (connection) => loadSubscribers(connection, text),
    { view: text },
  );
  const subscribers = data?.subscribers ?? [];
  const addressedSubscriber = useLive(`subscriber/${id}`, async (connection) =>
    id === undefined ? undefined : findSubscriber(connection, id),
  );
  const listedSubscriber =
    id === undefined ? subscribers[0] : subscribers.find((each) => each.id === id);
  const shownSubscriber = listedSubscriber ?? addressedSubscriber.data;
  const search = (value: string): void =>
    platform.place.go(placeLink("subscribers", undefined, { q: value }));
  return (
    <Screen title="Subscribers">
      <div class={`panes ${id === undefined ? "panes-list" : "panes-detail"}`}>
        <section class="pane-list" aria-label="Search">
          <SearchField label="Number, name or bucket id" value={text} onSearch={search} />
          {error && <p class="field-error">{error}</p>}
          {data && subscribers.length === 0 ? (
            <EmptyState icon="search" title="No subscriber found">
              {text === "" ? "Load a scenario on the screen State." : `Nothing matches “${text}”.`}
            </EmptyState>
          ) : (
            <SubscriberList
              subscribers={subscribers}
              policy={policy}
              shownId={shownSubscriber?.id}
              text={text}
            />
          )}
          {data?.message && <p class="hint">{data.message}</p>}
        </section>
        <section class="pane-detail" aria-label="Subscriber">
          <SubscriberDetail
            key={shownSubscriber?.id ?? id}
            subscriber={shownSubscriber}
            policy={policy}
            id={id}
            searchText={text}
          />
        </section>
      </div>
    </Screen>
  );
}
