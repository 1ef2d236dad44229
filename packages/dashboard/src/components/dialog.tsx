import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Button, type ButtonProps } from "./button.tsx";
import { useModal } from "./use-modal.ts";

/** The properties of a dialog. */
export interface DialogProps {
  readonly title: string;
  readonly hint?: ComponentChildren;
  /** The text of the button that submits. */
  readonly submit: string;
  readonly kind?: ButtonProps["kind"];
  readonly isRunning?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** A form above the page. Escape closes it, and the focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { title, hint, submit, kind = "primary", isRunning, onSubmit, onClose, children } = props;
  const dialog = useModal();
  const id = useId();
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onCancel={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          {hint && <p class="hint">{hint}</p>}
        </header>
        {children && <div class="dialog-body">{children}</div>}
        <footer class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind={kind} type="submit" isDisabled={isRunning === true}>
            {submit}
          </Button>
        </footer>
      </form>
    </dialog>
  );
}
