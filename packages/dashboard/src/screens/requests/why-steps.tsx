import type { Trace, TraceCommand, TraceRule, TraceStep } from "@tmf654/mock/control";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { traceEffectsOf } from "../../format/trace-text.ts";
import { useAction } from "../../state/use-action.ts";

type TraceResult = TraceStep["result"] | TraceRule["result"];

const results: Readonly<Record<TraceResult, { readonly tone: Tone; readonly text: string }>> = {
  passed: { tone: "good", text: "Passed" },
  decided: { tone: "accent", text: "Decided" },
  applied: { tone: "accent", text: "Applied" },
  refused: { tone: "bad", text: "Refused" },
  notReached: { tone: "neutral", text: "Not reached" },
};

/** The steps of a request in their order, then the rules of the ledger. */
export function WhySteps({ trace: { steps, commands, isComplete } }: { readonly trace: Trace }) {
  return (
    <>
      <ol class="steps">
        {steps.map((step) => (
          <Step key={step.name} {...step} />
        ))}
      </ol>
      {commands.map((command, index) => (
        <CommandRules key={`${index} ${command.command}`} command={command} />
      ))}
      {!isComplete && <TracingSwitch />}
    </>
  );
}

/**
 * The switch of the traces: the mock keeps the rules of the ledger only on demand, because this
 * costs time.
 */
function TracingSwitch() {
  const { isRunning, run } = useAction();
  const start = () =>
    void run(({ control }) => control.setTracing(true), "Later requests have the rules too.");
  return (
    <div class="tracing">
      <p class="hint">The mock kept no rules of the ledger for this request.</p>
      <Button isDisabled={isRunning} onClick={start}>
        Keep them for later requests
      </Button>
    </div>
  );
}

interface StepProps {
  readonly name: string;
  readonly text?: string;
  readonly result: TraceResult;
  readonly facts: Readonly<Record<string, unknown>>;
}

function Step({ name, text, result, facts }: StepProps) {
  return (
    <li class={`step step-${result}`}>
      <Badge tone={results[result].tone}>{results[result].text}</Badge>
      <span>
        <strong>{name}</strong> {text && <span class="quiet">{text}</span>}
        <Facts facts={facts} />
      </span>
    </li>
  );
}

function Facts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const text = Object.entries(facts)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
  return text === "" ? null : <span class="mono step-facts">{text}</span>;
}

function CommandRules({ command }: { readonly command: TraceCommand }) {
  const rules = command.rules.flat();
  const effects = traceEffectsOf(command);
  return (
    <>
      <h4>
        Ledger: {command.command} is {command.outcome}
      </h4>
      <ol class="steps">
        {rules.map(({ code, result, facts }, index) => (
          <Step key={`${index} ${code}`} name={code} result={result} facts={facts} />
        ))}
      </ol>
      {effects.length > 0 && (
        <ul class="steps" aria-label="Effects">
          {effects.map(({ kind, text }, index) => (
            <li key={`${index} ${text}`} class="step">
              <Badge tone="neutral">{kind}</Badge>
              <span class="quiet">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
