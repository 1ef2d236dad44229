import type { Trace } from "@tmf654/mock/control";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "../../state/context.ts";
import { WhySteps } from "./why-steps.tsx";

/** The reason for the response, and how to get another response. The steps open on demand. */
export function WhyPanel({ id }: { readonly id: string }) {
  const { connection } = usePage();
  const [trace, setTrace] = useState<Trace>();
  useEffect(() => {
    let isEnded = false;
    const load = async (): Promise<void> => {
      const loadedTrace = await connection.control.trace(id).catch(() => undefined);
      if (!isEnded) setTrace(loadedTrace);
    };
    void load();
    return () => {
      isEnded = true;
    };
  }, [id, connection]);
  if (!trace) return null;
  const { reason, remedy } = trace;
  return (
    <section class="why card" aria-label="Why this response?">
      <h3>Why this response?</h3>
      <p>{reason}</p>
      {remedy && (
        <p class="why-remedy">
          <strong>For another response:</strong> {remedy}
        </p>
      )}
      <details>
        <summary>Steps of the request</summary>
        <WhySteps trace={trace} />
      </details>
    </section>
  );
}
