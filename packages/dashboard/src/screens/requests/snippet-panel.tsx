import type { RequestDetail } from "@tmf654/mock/control";
import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { CodeBlock } from "../../components/code-block.tsx";
import { Segments } from "../../components/segments.tsx";
import { toClientCode } from "../../snippets/client-code.ts";
import { toCurl } from "../../snippets/curl.ts";
import { toFaultRule, toFaultRuleText } from "../../snippets/fault-rule.ts";
import { canFail } from "../../snippets/snippet-request.ts";
import { toTestCode } from "../../snippets/test-code.ts";
import { serverRoot } from "../../state/api.ts";
import { usePage } from "../../state/context.ts";
import { useMockState } from "../../state/mock-state.ts";
import { useAction } from "../../state/use-action.ts";

const kinds = [
  { value: "curl", text: "curl" },
  { value: "client", text: "Client code" },
  { value: "fault", text: "Fault rule" },
  { value: "test", text: "Test" },
] as const;

type SnippetKind = (typeof kinds)[number]["value"];

/** The request as a command, as code, as a fault rule and as a test. */
export function SnippetPanel({ request }: { readonly request: RequestDetail }) {
  const { platform } = usePage();
  const { isRunning, run } = useAction();
  const state = useMockState();
  const [kind, setKind] = useState<SnippetKind>("curl");
  if (!state) return null;
  const { basePath, profile } = state;
  const mountPoint = { root: serverRoot(platform.mockUrl, basePath), basePath };
  const text: Readonly<Record<SnippetKind, () => string>> = {
    curl: () => toCurl(request, mountPoint),
    client: () => toClientCode(request, mountPoint),
    fault: () => toFaultRuleText(request),
    test: () => toTestCode(request, { basePath, profile }),
  };
  const addRule = () =>
    void run(
      ({ control }) => control.faults.add(toFaultRule(request)),
      "The next request of this kind fails.",
    );
  return (
    <section class="snippets" aria-label="Copy the request">
      <div class="snippets-head">
        <h3>Copy as</h3>
        <Segments label="Form of the copy" options={kinds} value={kind} onChange={setKind} />
        {kind === "fault" && canFail(request) && (
          <Button icon="fault" isDisabled={isRunning} onClick={addRule}>
            Break the next one
          </Button>
        )}
      </div>
      {kind === "fault" && !canFail(request) ? (
        <p class="hint">
          No fault rule applies to this request, because its path or its method has no operation.
        </p>
      ) : (
        <CodeBlock
          label={kinds.find(({ value }) => value === kind)?.text ?? kind}
          text={text[kind]()}
        />
      )}
    </section>
  );
}
