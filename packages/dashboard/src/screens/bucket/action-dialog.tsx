import { useId } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { JsonView } from "../../components/json-view.tsx";
import { useModal } from "../../components/use-modal.ts";
import { useLive } from "../../state/use-live.ts";

/** The properties of the dialog. */
export interface ActionDialogProps {
  /** The path of the action in the API, such as `topupBalance/4711`. */
  readonly path: string;
  readonly onClose: () => void;
}

/** An action as the API returns it. */
export function ActionDialog({ path, onClose }: ActionDialogProps) {
  const dialog = useModal();
  const id = useId();
  const { data, error } = useLive(`action/${path}`, ({ api }) =>
    api.get(`/${path.split("/").map(encodeURIComponent).join("/")}`),
  );
  return (
    <dialog ref={dialog} class="dialog dialog-wide" aria-labelledby={id} onCancel={onClose}>
      <header class="dialog-head">
        <h2 id={id}>{path}</h2>
        {error && <p class="field-error">{error}</p>}
      </header>
      <div class="dialog-body">{data !== undefined && <JsonView value={data} label={path} />}</div>
      <footer class="dialog-foot">
        <Button onClick={onClose}>Close</Button>
      </footer>
    </dialog>
  );
}
