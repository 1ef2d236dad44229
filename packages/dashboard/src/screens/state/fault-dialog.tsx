import type { FaultRule } from "@tmf654/mock/control";
import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog.tsx";
import { SelectField, TextField } from "../../components/labeled-field.tsx";

const operations = [
  "createTopupBalance",
  "createAdjustBalance",
  "createReserveBalance",
  "createTransferBalance",
  "listBucket",
  "retrieveBucket",
] as const;

const effectChoices = [
  ["503", "Status 503, unavailable"],
  ["500", "Status 500, internal error"],
  ["429", "Status 429, too many requests"],
  ["drop", "Drop the connection"],
  ["malformed", "Cut the JSON short"],
  ["delay", "Delay by two seconds"],
] as const;

/** A fault rule as a person enters it. */
interface FaultInput {
  readonly operation: string;
  readonly effect: string;
  readonly when: string;
  readonly times: string;
}

/** Returns the rule of an input. */
function faultRuleOf({ operation, effect, when, times }: FaultInput): FaultRule {
  const status = Number(effect);
  const fault: FaultRule["fault"] =
    effect === "delay"
      ? { delayMs: 2000 }
      : effect === "drop" || effect === "malformed"
        ? { kind: effect }
        : { kind: "status", status };
  return {
    ...(operation !== "" && { match: { operation } }),
    fault,
    ...(when === "after" && { when }),
    ...(times !== "" && { times: Number(times) }),
  };
}

/** Adds a fault rule. */
export function FaultDialog() {
  const [input, setInput] = useState<FaultInput>({
    operation: "createTopupBalance",
    effect: "503",
    when: "before",
    times: "1",
  });
  const createSetter = (name: keyof FaultInput) => (value: string) =>
    setInput({ ...input, [name]: value });
  return (
    <Dialog
      title="Add a fault"
      submitLabel="Add"
      change={({ control }) => control.faults.add(faultRuleOf(input))}
      doneText="Fault added."
    >
      <SelectField
        label="Requests"
        value={input.operation}
        options={[...operations.map((name) => [name, name] as const), ["", "Every request"]]}
        onChange={createSetter("operation")}
      />
      <SelectField
        label="Effect"
        value={input.effect}
        options={effectChoices}
        onChange={createSetter("effect")}
      />
      <SelectField
        label="When"
        value={input.when}
        options={[
          ["before", "Before the request runs"],
          ["after", "After its commit, as a lost response"],
        ]}
        onChange={createSetter("when")}
      />
      <TextField
        label="Times"
        hint="Empty: until the rule is removed."
        value={input.times}
        onChange={createSetter("times")}
      />
    </Dialog>
  );
}
