import { BackLink } from "../../components/back-link.tsx";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";
import { Segments } from "../../components/segments.tsx";
import { latestFirst } from "../../format/delivery.ts";
import { usePage } from "../../state/context.ts";
import { useStore } from "../../state/observable-value.ts";
import { placeLink } from "../../state/place.ts";
import { useAction } from "../../state/use-action.ts";
import { useLive } from "../../state/use-live.ts";
import { DeliveryDetail } from "./delivery-detail.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { LiveEvents } from "./live-events.tsx";
import { RegistrationList } from "./registration-list.tsx";

const states = [
  { value: "", text: "All" },
  { value: "waiting", text: "Waiting" },
  { value: "delivered", text: "Delivered" },
  { value: "undelivered", text: "Undelivered" },
] as const;

type StateFilter = (typeof states)[number]["value"];

const shownDeliveries = 100;

/** The screen at `#/events`: registrations, deliveries, and events as they happen. */
export function EventsScreen() {
  const { place, platform } = usePage();
  const { id, query } = useStore(place);
  const stateFilter = states.find(({ value }) => value === query.state)?.value ?? "";
  const { data, error } = useLive(
    "deliveries",
    async ({ control: { events } }) =>
      latestFirst(await events.deliveries(stateFilter || undefined, shownDeliveries)),
    { view: stateFilter },
  );
  const deliveries = data ?? [];
  const listedDelivery = deliveries.find((each) => each.id === id);
  // A shared address may name an older delivery, or one that has left the chosen state.
  const unlistedId = data && !listedDelivery ? id : undefined;
  const unlisted = useLive(`delivery/${unlistedId}`, async ({ control: { events } }) =>
    unlistedId === undefined
      ? []
      : (await events.deliveries()).filter((each) => each.id === unlistedId),
  );
  const choose = (state: StateFilter): void =>
    platform.place.go(placeLink("events", undefined, { state }));
  return (
    <Screen
      title="Events"
      hint="Registrations at the hub, and every attempt to deliver an event."
      actions={<RedeliverAll />}
    >
      <div class={`panes events ${id === undefined ? "panes-list" : "panes-detail"}`}>
        <section class="pane-list" aria-label="Deliveries">
          <Segments label="State" options={states} value={stateFilter} onChange={choose} />
          {error && <p class="field-error">{error}</p>}
          {data && deliveries.length === 0 ? (
            <EmptyState icon="events" title="No deliveries">
              The mock sends events to the callbacks that clients register with{" "}
              <code>POST /hub</code>.
            </EmptyState>
          ) : (
            <DeliveryList deliveries={deliveries} shownId={id} query={query} />
          )}
        </section>
        <section class="pane-detail" aria-label="Details">
          {id === undefined ? (
            <>
              <RegistrationList />
              <LiveEvents />
            </>
          ) : (
            <>
              <BackLink href={placeLink("events", undefined, query)} text="All events" />
              <DeliveryDetail
                delivery={listedDelivery ?? unlisted.data?.[0]}
                isLoaded={data !== undefined && unlisted.data !== undefined}
              />
            </>
          )}
        </section>
      </div>
    </Screen>
  );
}

/** The button that sends all undelivered events again. */
function RedeliverAll() {
  const { isRunning, run } = useAction();
  const redeliver = () =>
    void run(({ control }) => control.events.redeliver(), "Undelivered events are sent again.");
  return (
    <Button icon="reset" isDisabled={isRunning} onClick={redeliver}>
      Send undelivered again
    </Button>
  );
}
