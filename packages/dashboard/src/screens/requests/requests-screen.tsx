import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";

/** The screen at `#/requests`. */
export function RequestsScreen() {
  return (
    <Screen title="Requests">
      <EmptyState icon="requests" title="Nothing here yet" />
    </Screen>
  );
}
