import type { TopUpState } from "@tmf654/client/flow";
import { useLine } from "../line/line.ts";
import { useText } from "../text/text.tsx";
import { Notice } from "./notice.tsx";

interface TopUpDoneProps {
  readonly state: TopUpState;
  readonly onDone: () => void;
}

/** The result of a completed top-up, with the new balance. */
export function TopUpDone({ state, onDone }: TopUpDoneProps) {
  const { t, amount } = useText();
  const { buckets } = useLine();
  if (state.status !== "completed") return null;
  const { action, body } = state;
  const bucket = buckets.find(({ id }) => id === body.bucket?.id);
  return (
    <Notice
      kind="good"
      title={t.topUp.added(amount(action.amount))}
      text={t.topUp.newBalance(amount(bucket?.remainingValue))}
    >
      <button type="button" className="button" onClick={onDone}>
        {t.done}
      </button>
    </Notice>
  );
}
