import type { Trace } from "@tmf654/mock/control";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { useAction } from "../../state/use-action.ts";

type TraceStep = Trace["steps"][number];
type TraceCommand = Trace["commands"][number];

const results: Readonly<
  Record<TraceStep["result"], { readonly tone: Tone; readonly text: string }>
> = {
  passed: { tone: "good", text: "Passed" },
  decided: { tone: "accent", text: "Decided" },
  applied: { tone: "accent", text: "Applied" },
  notReached: { tone: "neutral", text: "Not reached" },
};

const ruleResults = {
  passed: { tone: "good", text: "Passed" },
  refused: { tone: "bad", text: "Refused" },
  notReached: { tone: "neutral", text: "Not reached" },
} as const;

/** The steps of a request in their order, then the rules of the ledger. */
export function WhySteps({ trace: { steps, commands, isComplete } }: { readonly trace: Trace }) {
  return (
    <>
      <ol class="steps">
        {steps.map(({ name, text, result, facts }) => (
          <li key={name} class={`step step-${result}`}>
            <Badge tone={results[result].tone}>{results[result].text}</Badge>
            <span>
              <strong>{name}</strong> <span class="quiet">{text}</span>
              <Facts facts={facts} />
            </span>
          </li>
        ))}
      </ol>
      {commands.map((command, index) => (
        <CommandRules key={`${index} ${command.command}`} command={command} />
      ))}
      {!isComplete && <TracingSwitch />}
    </>
  );
}

/** The rules of the ledger are kept on demand, because they cost time. */
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

function Facts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const text = Object.entries(facts)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
  return text === "" ? null : <span class="mono step-facts">{text}</span>;
}

function CommandRules({ command }: { readonly command: TraceCommand }) {
  const rules = command.rules.flat();
  return (
    <>
      <h4>
        Ledger: {command.command} is {command.outcome}
      </h4>
      <ol class="steps">
        {rules.map((rule, index) => {
          return (
            <li key={`${index} ${rule.code}`} class={`step step-${rule.result}`}>
              <Badge tone={ruleResults[rule.result].tone}>{ruleResults[rule.result].text}</Badge>
              <span>
                <strong>{rule.code}</strong>
                <Facts facts={rule.facts} />
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
