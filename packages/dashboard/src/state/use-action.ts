import { useCallback, useState } from "preact/hooks";
import { errorText } from "../format/error-text.ts";
import type { MockConnection } from "./connection.ts";
import { usePage } from "./context.ts";

/** A function that changes the mock, and whether it runs. */
export interface Action {
  readonly isRunning: boolean;
  /** Runs a change, and shows its result as a notice. Resolves to true if the change succeeded. */
  readonly run: (
    change: (connection: MockConnection) => Promise<unknown>,
    done?: string,
  ) => Promise<boolean>;
}

/** Returns a function that runs changes and shows their results. */
export function useAction(): Action {
  const { connection, notices } = usePage();
  const [isRunning, setRunning] = useState(false);
  const run: Action["run"] = useCallback(
    async (change, doneText) => {
      setRunning(true);
      try {
        await change(connection);
        if (doneText !== undefined) notices.add("good", doneText);
        return true;
      } catch (error) {
        notices.add("bad", errorText(error));
        return false;
      } finally {
        setRunning(false);
        connection.countChange();
      }
    },
    [connection, notices],
  );
  return { isRunning, run };
}
