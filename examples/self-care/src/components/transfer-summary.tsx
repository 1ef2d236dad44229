import type { TransferBalance } from "@tmf654/client";
import type { FlowState } from "@tmf654/client/flow";
import type { TransferBalanceCreate } from "@tmf654/contract";
import { add, fromMoney, fromQuantity, toQuantity } from "@tmf654/quantity";
import { phoneText } from "../text/number.ts";
import { useText } from "../text/text.tsx";
import { Notice } from "./notice.tsx";

interface TransferSummaryProps {
  readonly body: TransferBalanceCreate;
  readonly isBusy: boolean;
  readonly onSend: () => void;
  readonly onBack: () => void;
}

/** The transfer before it is sent, with the fee and the exact total. */
export function TransferSummary({ body, isBusy, onSend, onBack }: TransferSummaryProps) {
  const { t, amount } = useText();
  const { value = 0, unit = "" } = body.transferCost ?? {};
  const total = add(fromQuantity(body.amount), fromMoney({ value, unit }));
  const rows = [
    [t.send.to, phoneText(body.receiverLogicalResource.id)],
    [t.send.amount, amount(body.amount)],
    [t.send.fee, amount({ amount: value, units: unit })],
    [t.send.total, amount(toQuantity(total))],
  ] as const;
  return (
    <div className="form">
      <dl className="card summary">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        className="button button-primary"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={onSend}
      >
        {t.send.send(amount(body.amount))}
      </button>
      <button type="button" className="button" disabled={isBusy} onClick={onBack}>
        {t.back}
      </button>
    </div>
  );
}

interface TransferDoneProps {
  readonly state: FlowState<TransferBalance, unknown>;
  readonly onDone: () => void;
}

/** The result of a completed transfer, with the fee that the server charged. */
export function TransferDone({ state, onDone }: TransferDoneProps) {
  const { t, amount } = useText();
  if (state.status !== "completed") return null;
  const { action } = state;
  const { value = 0, unit } = action.transferCost ?? {};
  return (
    <Notice
      kind="good"
      title={t.send.sent(amount(action.amount))}
      text={t.send.sentTo(
        phoneText(action.receiverLogicalResource?.id ?? ""),
        amount({ amount: value, units: unit }),
      )}
    >
      <button type="button" className="button" onClick={onDone}>
        {t.done}
      </button>
    </Notice>
  );
}
