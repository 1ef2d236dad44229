import { usePage } from "../state/context.ts";
import { useStore } from "../state/observable-value.ts";

/** Says that the mock does not respond. It disappears when the mock is back. */
export function ConnectionBanner() {
  const { connection } = usePage();
  const isGone = useStore(connection.status) === "gone";
  return (
    <div role="status">
      {isGone && (
        <p class="banner">
          <strong>The mock does not respond.</strong> The page shows the last known state, and
          connects again by itself.
        </p>
      )}
    </div>
  );
}
