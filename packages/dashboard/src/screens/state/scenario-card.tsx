import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { SelectField, TextField } from "../../components/labeled-field.tsx";
import { usePage } from "../../state/context.ts";
import { useAction } from "../../state/use-action.ts";
import { useLive } from "../../state/use-live.ts";

/** Starts again with a scenario, or adds one. */
export function ScenarioCard() {
  const { data = [] } = useLive("scenarios", ({ control }) => control.scenarios());
  const [chosen, setChosen] = useState("");
  const { dialog } = usePage();
  const { isRunning, run } = useAction();
  const scenario = data.find(({ name }) => name === chosen);
  return (
    <section class="card section" aria-labelledby="scenario-title">
      <h2 id="scenario-title">Scenario</h2>
      <SelectField
        label="Scenario"
        value={chosen}
        options={[
          ["", "The scenario at the start"],
          ...data.map(({ name }) => [name, name] as const),
        ]}
        hint={scenario?.description ?? "The data with which the mock started."}
        onChange={setChosen}
      />
      <div class="actions">
        <Button icon="reset" onClick={() => dialog.set(<ResetDialog scenario={chosen} />)}>
          Start again
        </Button>
        <Button
          icon="plus"
          isDisabled={chosen === "" || isRunning}
          onClick={() =>
            void run(({ control }) => control.seed({ scenario: chosen }), `${chosen} was added.`)
          }
        >
          Add its data
        </Button>
      </div>
      <Subscribers />
    </section>
  );
}

/** Asks before a reset. An empty name is the scenario with which the mock started. */
function ResetDialog({ scenario }: { readonly scenario: string }) {
  return (
    <Dialog
      title="Start again?"
      hint="All balances, actions, listeners, faults and recorded requests are removed. Save a snapshot first to keep them."
      submitLabel="Start again"
      change={({ control }) => control.reset(scenario === "" ? undefined : scenario)}
      doneText={`The mock started again${scenario === "" ? "" : ` with ${scenario}`}.`}
    />
  );
}

function Subscribers() {
  const [count, setCount] = useState("10");
  const { isRunning, run } = useAction();
  const subscribers = Number(count);
  const isCount = Number.isInteger(subscribers) && subscribers > 0;
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(
          ({ control }) => control.seed({ subscribers }),
          `${count} subscribers were added.`,
        );
      }}
    >
      <TextField label="Generated subscribers" value={count} isRequired onChange={setCount} />
      <Button icon="plus" type="submit" isDisabled={isRunning || !isCount}>
        Add
      </Button>
    </form>
  );
}
