import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";

/** The screen at `#/time`. */
export function TimeScreen() {
  return (
    <Screen title="Time">
      <EmptyState icon="time" title="Nothing here yet" />
    </Screen>
  );
}
