import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useMutation } from "@tanstack/react-query";
import type { TopupBalance } from "@tmf654/client";
import type { TopupBalanceCreate } from "@tmf654/contract";
import { useForm } from "react-hook-form";
import { AmountField } from "../components/amount-field.tsx";
import { CardList } from "../components/card-list.tsx";
import { ChoiceList } from "../components/choice-list.tsx";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { Screen } from "../components/screen.tsx";
import { TopUpWays } from "../components/top-up-ways.tsx";
import { cardForm, readAmount } from "../forms.ts";
import { autoTopUpText, useAutoTopUps } from "../line/auto-top-ups.ts";
import { useLine } from "../line/line.ts";
import { cards, offerIn } from "../operator.ts";
import { useServices } from "../services.ts";
import { errorText } from "../text/error-text.ts";
import { useText } from "../text/text.tsx";

/** The automatic top-ups of the line: those that run, and the form for another one. */
export function AutoTopUpScreen() {
  const { t } = useText();
  const { data = [] } = useAutoTopUps();
  return (
    <Screen title={t.topUp.title} lead={t.auto.lead}>
      <TopUpWays />
      {data.length > 0 && (
        <ul className="cards">
          {data.map((topUp) => (
            <AutoTopUpCard key={topUp.id} topUp={topUp} />
          ))}
        </ul>
      )}
      {data.length === 0 && <AutoTopUpForm />}
    </Screen>
  );
}

function AutoTopUpCard({ topUp }: { readonly topUp: TopupBalance }) {
  const { t, amount } = useText();
  const { mutations } = useServices();
  const { mutate, isPending, isError } = useMutation(mutations.topupBalance.cancel());
  const summary = autoTopUpText(topUp, t, amount(topUp.amount));
  return (
    <li className="card row">
      <span className="tile tile-monetary">
        <Icon name="repeat" />
      </span>
      <span className="row-text">
        <strong>{summary}</strong>
        <span className="badge">{t.auto.active}</span>
      </span>
      <button
        type="button"
        className="button"
        disabled={isPending}
        aria-label={t.auto.stopLabel(summary)}
        onClick={() => mutate(topUp.id)}
      >
        {t.auto.stop}
      </button>
      {isError && <p role="alert">{t.flow.error}</p>}
    </li>
  );
}

/** The form of a new automatic top-up. */
function AutoTopUpForm() {
  const text = useText();
  const { t } = text;
  const { main } = useLine();
  const { mutations } = useServices();
  const { mutate, isPending, error } = useMutation(mutations.topupBalance.create());
  const units = main.remainingValue?.units ?? "";
  const { amounts } = offerIn(units);
  const validate = standardSchemaResolver(cardForm(units, text));
  const form = useForm<TopupBalanceCreate>({
    // The contract has no period for "when the credit is used up": the member is left out.
    resolver: ({ recurringPeriod, ...values }, ...rest) =>
      validate({ ...values, ...(recurringPeriod && { recurringPeriod }) }, ...rest),
    defaultValues: {
      amount: { amount: amounts[1] ?? 0, units },
      usageType: "monetary",
      bucket: { id: main.id },
      partyAccount: { id: main.partyAccount?.id ?? "" },
      paymentMethod: { id: cards[0]?.id ?? "", "@referredType": "PaymentMethod" },
      isAutoTopup: true,
      recurringPeriod: "monthly",
    },
  });
  const [amount, period] = form.watch(["amount.amount", "recurringPeriod"]);
  return (
    <form onSubmit={form.handleSubmit((body) => mutate(body))} noValidate>
      <fieldset className="form" disabled={isPending}>
        <AmountField
          units={units}
          choices={amounts}
          value={amount}
          error={form.formState.errors.amount?.amount?.message}
          input={form.register("amount.amount", { setValueAs: readAmount })}
          onChoose={(chosen) => form.setValue("amount.amount", chosen, { shouldValidate: true })}
        />
        <ChoiceList
          legend={t.auto.when}
          choices={[
            { id: "monthly", name: t.auto.monthly },
            { id: "weekly", name: t.auto.weekly },
            { id: "", name: t.auto.low },
          ]}
          input={form.register("recurringPeriod")}
        />
        <CardList input={form.register("paymentMethod.id")} />
        <button type="submit" className="button button-primary" aria-busy={isPending}>
          {t.auto.start(text.amount({ amount, units }))}
        </button>
        <p className="hint">{period ? t.auto.firstNow : t.auto.firstLater}</p>
      </fieldset>
      <div role="status">{error && <Notice kind="bad" title={errorText(error, t)} />}</div>
    </form>
  );
}
