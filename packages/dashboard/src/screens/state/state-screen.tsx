import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";

/** The screen at `#/state`. */
export function StateScreen() {
  return (
    <Screen title="State">
      <EmptyState icon="state" title="Nothing here yet" />
    </Screen>
  );
}
