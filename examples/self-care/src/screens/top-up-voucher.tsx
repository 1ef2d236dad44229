import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import type { TopupBalanceCreate, UsageType } from "@tmf654/contract";
import { useForm } from "react-hook-form";
import { ChoiceList } from "../components/choice-list.tsx";
import { Field } from "../components/field.tsx";
import { Screen } from "../components/screen.tsx";
import { TopUpDone } from "../components/top-up-done.tsx";
import { TopUpWays } from "../components/top-up-ways.tsx";
import { FlowNotice, isLocked } from "../flows/flow-notice.tsx";
import { useFlow } from "../flows/use-flow.ts";
import { voucherForm } from "../forms.ts";
import { useLine } from "../line/line.ts";
import { useServices } from "../services.ts";
import { useText } from "../text/text.tsx";

/** The top-up by voucher. The customer chooses the balance, because a code does not show its kind. */
export function VoucherScreen() {
  const text = useText();
  const { t, amount } = text;
  const { main, buckets } = useLine();
  const { topUp } = useServices();
  const { state, submit, retry, reset } = useFlow(topUp);
  const targets = [main, ...buckets.filter(({ usageType }) => usageType === "data")];
  const form = useForm<TopupBalanceCreate>({
    resolver: standardSchemaResolver(voucherForm(text)),
    defaultValues: {
      // An amount of 0 takes the whole value of the voucher.
      amount: { amount: 0, units: main.remainingValue?.units ?? "" },
      usageType: "monetary",
      bucket: { id: main.id },
      partyAccount: { id: main.partyAccount?.id ?? "" },
      voucher: "",
    },
  });
  const redeem = (body: TopupBalanceCreate) => {
    const target = targets.find(({ id }) => id === body.bucket?.id) ?? main;
    const units = target.remainingValue?.units ?? "";
    submit({ ...body, amount: { amount: 0, units }, usageType: target.usageType as UsageType });
  };
  return (
    <Screen title={t.topUp.title}>
      <TopUpWays />
      {state.status !== "completed" && (
        <form onSubmit={form.handleSubmit(redeem)} noValidate>
          <fieldset className="form" disabled={isLocked(state)}>
            <Field
              label={t.topUp.code}
              hint={t.topUp.codeHint}
              error={form.formState.errors.voucher?.message}
            >
              {(field) => (
                <input
                  {...field}
                  {...form.register("voucher")}
                  className="code"
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                />
              )}
            </Field>
            <ChoiceList
              legend={t.topUp.addTo}
              choices={targets.map(({ id, name, remainingValue }) => ({
                id,
                name: name ?? id,
                note: amount(remainingValue),
              }))}
              input={form.register("bucket.id")}
            />
            <button type="submit" className="button button-primary" aria-busy={state.isBusy}>
              {t.topUp.redeem}
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
