import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Button } from "../components/button.tsx";
import { useModal } from "../components/use-modal.ts";
import { usePage } from "../state/context.ts";

/** Asks for the control token of the mock. The page below keeps what a person typed there. */
export function ControlTokenForm() {
  const { connection, platform } = usePage();
  return (
    <TokenForm
      title="This mock is locked"
      label="Control token"
      isWrong={platform.controlToken.read() !== undefined}
      onToken={(token) => connection.unlock(token)}
    >
      Its token is the value of <code>--control-token</code>.
    </TokenForm>
  );
}

/** Asks for a token of the API, after a request that needs one. */
export function ApiTokenForm() {
  const { connection, platform } = usePage();
  return (
    <TokenForm
      title="The API needs a token"
      label="Bearer token"
      isWrong={platform.apiToken.read() !== undefined}
      onToken={(token) => connection.unlockApi(token)}
      onCancel={() => connection.isApiLocked.set(false)}
    >
      It is one of the profile, or one that the mock issued at <code>/oauth2/token</code>. Then send
      the request again.
    </TokenForm>
  );
}

interface TokenFormProps {
  readonly title: string;
  readonly label: string;
  /** Whether the mock refused an earlier token. */
  readonly isWrong: boolean;
  readonly onToken: (token: string) => void;
  /** Absent for a token that the page needs to show any data. */
  readonly onCancel?: () => void;
  readonly children: ComponentChildren;
}

/** Asks for a token, which the page sends in a header and never puts into an address. */
function TokenForm({ title, label, isWrong, onToken, onCancel, children }: TokenFormProps) {
  const modal = useModal();
  const [token, setToken] = useState("");
  const id = useId();
  const cancel = (event: Event): void => (onCancel ? onCancel() : event.preventDefault());
  // A browser closes a dialog at the second Escape, also when the page has prevented it.
  const reopen = (): void => {
    if (!onCancel && modal.current?.isConnected) modal.current.showModal();
  };
  return (
    <dialog
      ref={modal}
      class="dialog"
      aria-labelledby={`${id}-title`}
      onCancel={cancel}
      onClose={reopen}
    >
      <form
        class="gate"
        onSubmit={(event) => {
          event.preventDefault();
          onToken(token);
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        <p class="hint">{children} This tab keeps it until you close it.</p>
        <label class="field">
          <span class="field-label">{label}</span>
          <input
            type="password"
            autocomplete="off"
            required
            value={token}
            aria-invalid={isWrong}
            aria-describedby={`${id}-error`}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
          <span id={`${id}-error`} class="field-error" role="alert">
            {isWrong && "The mock refused this token."}
          </span>
        </label>
        <Button kind="primary" type="submit">
          {onCancel ? "Use this token" : "Open"}
        </Button>
      </form>
    </dialog>
  );
}
