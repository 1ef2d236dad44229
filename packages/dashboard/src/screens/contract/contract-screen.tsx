import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";

/** The screen at `#/contract`. */
export function ContractScreen() {
  return (
    <Screen title="Contract">
      <EmptyState icon="contract" title="Nothing here yet" />
    </Screen>
  );
}
