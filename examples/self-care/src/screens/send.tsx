import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import type { TransferBalanceCreate } from "@tmf654/contract";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { AmountField } from "../components/amount-field.tsx";
import { Field } from "../components/field.tsx";
import { Screen } from "../components/screen.tsx";
import { TransferDone, TransferSummary } from "../components/transfer-summary.tsx";
import { FlowNotice, isLocked } from "../flows/flow-notice.tsx";
import { useFlow } from "../flows/use-flow.ts";
import { readAmount, transferForm } from "../forms.ts";
import { useLine } from "../line/line.ts";
import { useFindReceiver } from "../line/receiver.ts";
import { offerIn } from "../operator.ts";
import { useServices } from "../services.ts";
import { digitsOf } from "../text/number.ts";
import { useText } from "../text/text.tsx";

/** The transfer to a friend: the form, then a summary with the fee, then the result. */
export function SendScreen() {
  const { t, amount } = useText();
  const { main } = useLine();
  const { transfer } = useServices();
  const { state, submit, retry, reset } = useFlow(transfer);
  const [checked, setChecked] = useState<TransferBalanceCreate>();
  const units = main.remainingValue?.units ?? "";
  const fee = amount({ amount: offerIn(units).transferFee, units });
  const finish = () => {
    setChecked(undefined);
    reset();
  };
  const isDone = state.status === "completed";
  return (
    <Screen title={checked && !isDone ? t.send.check : t.send.title} lead={t.send.feeHint(fee)}>
      {!isDone && !checked && <TransferForm isLocked={isLocked(state)} onCheck={setChecked} />}
      {!isDone && checked && (
        <TransferSummary
          body={checked}
          isBusy={isLocked(state)}
          onSend={() => submit(checked)}
          onBack={finish}
        />
      )}
      <FlowNotice state={state} onRetry={retry}>
        <TransferDone state={state} onDone={finish} />
      </FlowNotice>
    </Screen>
  );
}

interface TransferFormProps {
  readonly isLocked: boolean;
  /** Called with a valid transfer to a line that exists. */
  readonly onCheck: (body: TransferBalanceCreate) => void;
}

/** The form, and the search for the friend's balance when it is submitted. */
function useTransferForm(onCheck: TransferFormProps["onCheck"]) {
  const text = useText();
  const { t } = text;
  const { main, number } = useLine();
  const findReceiver = useFindReceiver();
  const units = main.remainingValue?.units ?? "";
  const { amounts, transferFee } = offerIn(units);
  const form = useForm<TransferBalanceCreate>({
    resolver: standardSchemaResolver(transferForm(text)),
    defaultValues: {
      amount: { amount: amounts[0] ?? 0, units },
      usageType: "monetary",
      bucket: { id: main.id },
      logicalResource: [{ id: number }],
      channel: { id: "self-care", name: "Marea" },
      reason: "",
      transferCost: { value: transferFee, unit: units },
      costOwner: "originator",
      receiverBucketUsageType: "monetary",
      receiverLogicalResource: { id: "" },
      // The contract requires a bucket. Submitting the form finds the real one by the number.
      receiverBucket: { id: "by-number" },
    },
  });
  const check = form.handleSubmit(async (body) => {
    const found = await findReceiver(body.receiverLogicalResource.id, units);
    if ("bucket" in found) {
      const receiverBucket = { id: found.bucket.id };
      return onCheck({ ...body, receiverBucket, reason: body.reason || t.send.reason });
    }
    const message = found.problem === "offline" ? t.offline : t.send[found.problem];
    form.setError("receiverLogicalResource.id", { message }, { shouldFocus: true });
  });
  return { form, check, units, amounts };
}

function TransferForm({ isLocked: isDisabled, onCheck }: TransferFormProps) {
  const { t } = useText();
  const { form, check, units, amounts } = useTransferForm(onCheck);
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={check} noValidate>
      <fieldset className="form" disabled={isDisabled || isSubmitting}>
        <Field
          label={t.send.number}
          hint={t.signIn.hint}
          error={errors.receiverLogicalResource?.id?.message}
        >
          {(field) => (
            <input
              {...field}
              {...form.register("receiverLogicalResource.id", { setValueAs: digitsOf })}
              type="tel"
              autoComplete="off"
            />
          )}
        </Field>
        <AmountField
          units={units}
          choices={amounts}
          value={form.watch("amount.amount")}
          error={errors.amount?.amount?.message}
          input={form.register("amount.amount", { setValueAs: readAmount })}
          onChoose={(chosen) => form.setValue("amount.amount", chosen, { shouldValidate: true })}
        />
        <Field label={t.send.note}>
          {(field) => <input {...field} {...form.register("reason")} maxLength={60} />}
        </Field>
        <button type="submit" className="button button-primary" aria-busy={isSubmitting}>
          {t.send.next}
        </button>
      </fieldset>
    </form>
  );
}
