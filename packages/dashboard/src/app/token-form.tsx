import { useState } from "preact/hooks";
import { Button } from "../components/button.tsx";
import { useModal } from "../components/use-modal.ts";
import { usePage } from "../state/context.ts";

/**
 * Asks for the control token of the mock. It is sent in a header, and never is in an address. The
 * page below keeps what a person typed there.
 */
export function TokenForm() {
  const { connection, platform } = usePage();
  const modal = useModal();
  const [token, setToken] = useState("");
  const isWrong = platform.token.read() !== undefined;
  return (
    <dialog
      ref={modal}
      class="dialog"
      aria-labelledby="token-title"
      onCancel={(event) => event.preventDefault()}
    >
      <form
        class="gate"
        onSubmit={(event) => {
          event.preventDefault();
          connection.unlock(token);
        }}
      >
        <h2 id="token-title">This mock is locked</h2>
        <p class="hint">
          Its token is the value of <code>--control-token</code>. This tab keeps it until you close
          it.
        </p>
        <label class="field">
          <span class="field-label">Control token</span>
          <input
            type="password"
            autocomplete="off"
            required
            value={token}
            aria-invalid={isWrong}
            aria-describedby="token-error"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
          <span id="token-error" class="field-error" role="alert">
            {isWrong && "The mock refused this token."}
          </span>
        </label>
        <Button kind="primary" type="submit">
          Open
        </Button>
      </form>
    </dialog>
  );
}
