import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";

/** The screen at `#/events`. */
export function EventsScreen() {
  return (
    <Screen title="Events">
      <EmptyState icon="events" title="Nothing here yet" />
    </Screen>
  );
}
