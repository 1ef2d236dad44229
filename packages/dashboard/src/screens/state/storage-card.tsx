import { Badge } from "../../components/badge.tsx";
import { replicaText } from "../../format/replica-text.ts";
import { useMockState } from "../../state/mock-state.ts";

/** The card with the place of the mock's data, and the error of the latest change if there is one. */
export function StorageCard() {
  const state = useMockState();
  if (!state) return null;
  const { storage } = state;
  return (
    <section class="card section" aria-labelledby="storage-title">
      <h2 id="storage-title">Storage</h2>
      {storage ? (
        <p>
          {storage.place}{" "}
          {storage.failure === undefined ? (
            <Badge tone="good">Stored</Badge>
          ) : (
            <Badge tone="bad">Failing</Badge>
          )}
        </p>
      ) : (
        <p class="quiet">In memory. The data ends with the mock.</p>
      )}
      {storage?.failure !== undefined && <p>{storage.failure}</p>}
      {storage?.replica && <p class="quiet">{replicaText(storage.replica)}</p>}
    </section>
  );
}
