import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { MockConnection } from "../state/connection.ts";
import { usePage } from "../state/context.ts";
import { useAction } from "../state/use-action.ts";
import { Button } from "./button.tsx";
import { useModal } from "./use-modal.ts";

/** The properties of a dialog. */
export interface DialogProps {
  readonly title: string;
  readonly hint?: ComponentChildren;
  /** The text of the button that submits. */
  readonly submitLabel: string;
  /** The change that submitting makes; absent while the fields have no valid values. */
  readonly change: ((connection: MockConnection) => Promise<unknown>) | undefined;
  /** The notice of its success. */
  readonly doneText: string;
  readonly children?: ComponentChildren;
}

/**
 * A form above the page, for the place `dialog` of the page. It closes when its change succeeds.
 * Escape closes it, and the focus returns to where it was.
 */
export function Dialog(props: DialogProps) {
  const { title, hint, submitLabel, change, doneText, children } = props;
  const { isRunning, run } = useAction();
  const modal = useModal();
  const { dialog } = usePage();
  const close = (): void => dialog.set(undefined);
  const id = useId();
  return (
    <dialog ref={modal} class="dialog" aria-labelledby={id} onCancel={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (change && (await run(change, doneText))) close();
        }}
      >
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          {hint && <p class="hint">{hint}</p>}
        </header>
        {children && <div class="dialog-body">{children}</div>}
        <footer class="dialog-foot">
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" type="submit" isDisabled={isRunning}>
            {submitLabel}
          </Button>
        </footer>
      </form>
    </dialog>
  );
}
