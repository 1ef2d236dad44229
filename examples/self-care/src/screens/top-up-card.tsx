import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import type { TopupBalanceCreate } from "@tmf654/contract";
import { useForm } from "react-hook-form";
import { AmountField } from "../components/amount-field.tsx";
import { CardList } from "../components/card-list.tsx";
import { Screen } from "../components/screen.tsx";
import { TopUpDone } from "../components/top-up-done.tsx";
import { TopUpWays } from "../components/top-up-ways.tsx";
import { FlowNotice, isLocked } from "../flows/flow-notice.tsx";
import { useFlow } from "../flows/use-flow.ts";
import { cardForm, readAmount } from "../forms.ts";
import { useLine } from "../line/line.ts";
import { cards, offerIn } from "../operator.ts";
import { useServices } from "../services.ts";
import { useText } from "../text/text.tsx";

/** The top-up by card. */
export function CardTopUpScreen() {
  const text = useText();
  const { t } = text;
  const { main } = useLine();
  const { topUp } = useServices();
  const { state, submit, retry, reset } = useFlow(topUp);
  const units = main.remainingValue?.units ?? "";
  const { amounts } = offerIn(units);
  const form = useForm<TopupBalanceCreate>({
    resolver: standardSchemaResolver(cardForm(units, text)),
    defaultValues: {
      amount: { amount: amounts[1] ?? 0, units },
      usageType: "monetary",
      bucket: { id: main.id },
      partyAccount: { id: main.partyAccount?.id ?? "" },
      paymentMethod: { id: cards[0]?.id ?? "", "@referredType": "PaymentMethod" },
    },
  });
  const amount = form.watch("amount.amount");
  return (
    <Screen title={t.topUp.title}>
      <TopUpWays />
      {state.status !== "completed" && (
        <form onSubmit={form.handleSubmit(submit)} noValidate>
          <fieldset className="form" disabled={isLocked(state)}>
            <AmountField
              units={units}
              choices={amounts}
              value={amount}
              error={form.formState.errors.amount?.amount?.message}
              input={form.register("amount.amount", { setValueAs: readAmount })}
              onChoose={(chosen) =>
                form.setValue("amount.amount", chosen, { shouldValidate: true })
              }
            />
            <CardList input={form.register("paymentMethod.id")} />
            <button type="submit" className="button button-primary" aria-busy={state.isBusy}>
              {t.topUp.pay(text.amount({ amount, units }))}
            </button>
          </fieldset>
        </form>
      )}
      <FlowNotice state={state} onRetry={retry}>
        <TopUpDone state={state} onDone={reset} />
      </FlowNotice>
    </Screen>
  );
}
