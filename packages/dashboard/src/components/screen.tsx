import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { usePage } from "../state/context.ts";

/** The properties of a screen. */
export interface ScreenProps {
  readonly title: string;
  /** A sentence below the title. */
  readonly hint?: ComponentChildren;
  /** The buttons beside the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every screen: its title, its actions and its content. */
export function Screen({ title, hint, actions, children }: ScreenProps) {
  const { platform } = usePage();
  useEffect(() => platform.setTitle(`${title} · TMF654 mock`), [platform, title]);
  return (
    <div class="screen">
      <header class="screen-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {hint && <p class="hint">{hint}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
