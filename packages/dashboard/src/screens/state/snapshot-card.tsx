import type { Snapshot } from "@tmf654/mock/control";
import { useRef } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { useAction } from "../../state/use-action.ts";

/** Saves the state to a file, and restores it. */
export function SnapshotCard() {
  const input = useRef<HTMLInputElement>(null);
  const { isRunning, run } = useAction();
  const save = (): void => {
    void run(async ({ control }) => saveFile(await control.snapshot()), "The snapshot was saved.");
  };
  const restore = (file: File | undefined): void => {
    if (!file) return;
    void run(
      async ({ control }) => control.restore(readSnapshot(await file.text())),
      `The state of ${file.name} was restored.`,
    );
  };
  return (
    <section class="card section" aria-labelledby="snapshot-title">
      <h2 id="snapshot-title">Snapshot</h2>
      <p class="hint">
        A snapshot has the whole state: balances, actions, clock, listeners and faults.
      </p>
      <div class="actions">
        <Button icon="down" isDisabled={isRunning} onClick={save}>
          Save to a file
        </Button>
        <Button icon="up" isDisabled={isRunning} onClick={() => input.current?.click()}>
          Restore from a file
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="File of a snapshot"
        onChange={(event) => {
          restore(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
    </section>
  );
}

function readSnapshot(text: string): Snapshot {
  try {
    return JSON.parse(text) as Snapshot;
  } catch {
    throw new Error(
      "the file is not JSON, so the state stays as it is. Choose the file of a snapshot",
    );
  }
}

function saveFile(snapshot: Snapshot): void {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(snapshot)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = "tmf654-snapshot.json";
  link.click();
  URL.revokeObjectURL(url);
}
