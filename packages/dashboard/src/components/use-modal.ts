import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Opens a dialog above the page. When it ends, the focus returns to where it was, if that exists. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const reference = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = reference.current;
    const root = dialog?.getRootNode() as Document | ShadowRoot | undefined;
    const focusedBefore = root?.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      const focusTarget = focusedBefore?.isConnected ? focusedBefore : root?.querySelector("main");
      if (focusTarget instanceof HTMLElement) focusTarget.focus();
    };
  }, []);
  return reference;
}
