import { useMockState } from "../state/mock-state.ts";

/** Says that the database of the mock fails. It disappears when changes are stored again. */
export function StorageBanner() {
  const failure = useMockState()?.storage?.failure;
  return (
    <div role="status">
      {failure !== undefined && (
        <p class="banner">
          <strong>The data is not stored.</strong> {failure}
        </p>
      )}
    </div>
  );
}
