import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";

/** The screen at `#/buckets`. */
export function BucketScreen() {
  return (
    <Screen title="Bucket">
      <EmptyState icon="money" title="Nothing here yet" />
    </Screen>
  );
}
