import type { FlowState } from "@tmf654/client/flow";
import type { ReactNode } from "react";
import { Notice } from "../components/notice.tsx";
import type { Messages } from "../text/en.ts";
import { useText } from "../text/text.tsx";

interface FlowNoticeProps {
  readonly state: FlowState<unknown, unknown>;
  readonly onRetry: () => void;
  /** Shown when the action is completed. */
  readonly children: ReactNode;
}

/** The state of a flow as a message, with the button that its remedy needs. */
export function FlowNotice({ state, onRetry, children }: FlowNoticeProps) {
  const { t } = useText();
  return (
    <div role="status" className="flow-notice">
      {state.status === "completed" ? children : noticeOf(state, t, onRetry)}
    </div>
  );
}

function noticeOf(state: FlowState<unknown, unknown>, t: Messages, onRetry: () => void): ReactNode {
  const button = (label: string) => (
    <button type="button" className="button" onClick={onRetry}>
      {label}
    </button>
  );
  switch (state.status) {
    case "submitting":
    case "checking":
    case "processing":
      return <Notice kind="wait" title={t.flow[state.status]} />;
    case "failed":
      return (
        <Notice
          kind="bad"
          title={t.refusals[state.error.code ?? ""] ?? t.refused}
          text={t.flow.failed}
        />
      );
    case "error":
      return (
        <Notice kind="bad" title={state.remedy === "signIn" ? t.flow.signIn : t.flow.error}>
          {state.remedy === "retry" && button(t.retry)}
        </Notice>
      );
    case "unknown":
      return (
        <Notice kind="warning" title={t.flow.unknown}>
          {button(t.flow.check)}
        </Notice>
      );
    case "delayed":
      return (
        <Notice kind="wait" title={t.flow.delayed}>
          {button(t.flow.wait)}
        </Notice>
      );
    default:
      return null;
  }
}

/** Whether the form must wait: the action runs, or its outcome is not known. */
export function isLocked({ status, isBusy }: FlowState<unknown, unknown>): boolean {
  return isBusy || status === "unknown" || status === "delayed";
}
