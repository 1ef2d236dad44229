import type { ActiveFault } from "@tmf654/mock/control";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { faultText, hitsText, matchText } from "../../format/fault-text.ts";
import { usePage } from "../../state/context.ts";
import { useAction } from "../../state/use-action.ts";
import { useLive } from "../../state/use-live.ts";
import { FaultDialog } from "./fault-dialog.tsx";

/** The fault rules, with a switch for each. */
export function FaultCard() {
  const { data: faults } = useLive("faults", ({ control }) => control.faults.list());
  const { dialog } = usePage();
  return (
    <section class="card section" aria-labelledby="faults-title">
      <div class="section-head">
        <h2 id="faults-title">Faults</h2>
        <Button icon="plus" onClick={() => dialog.set(<FaultDialog />)}>
          Add a fault
        </Button>
      </div>
      {faults?.length === 0 && (
        <p class="hint">
          No fault rule. A rule fails, delays or drops the next requests, so that you see how your
          app behaves.
        </p>
      )}
      {faults && faults.length > 0 && (
        <ul class="lines">
          {faults.map((fault) => (
            <li key={fault.id}>
              <FaultRow fault={fault} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FaultRow({ fault }: { readonly fault: ActiveFault }) {
  const { run } = useAction();
  const isOn = fault.isDisabled !== true;
  const text = faultText(fault);
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          onChange={() => void run(({ control }) => control.faults.setDisabled(fault.id, isOn))}
        />
        <span class="switch-track" aria-hidden="true" />
        <span class="line-main">
          <strong>{text}</strong>
          <span class="field-hint">
            {matchText(fault)} · {hitsText(fault)}
          </span>
        </span>
      </label>
      <button
        type="button"
        class="icon-button"
        onClick={() => void run(({ control }) => control.faults.remove(fault.id), "Fault removed.")}
      >
        <Icon name="end" size={16} />
        <span class="hidden">Remove the fault {text}</span>
      </button>
    </>
  );
}
