import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { usePage } from "../state/context.ts";
import { Icon } from "./icon.tsx";

/** The properties of a screen. */
export interface ScreenProps {
  readonly title: string;
  /** The link above the title, to the screen that this one belongs to. */
  readonly back?: { readonly href: string; readonly text: string };
  /** A sentence below the title. */
  readonly hint?: ComponentChildren;
  /** The buttons beside the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every screen: its title, its actions and its content. */
export function Screen({ title, back, hint, actions, children }: ScreenProps) {
  const { platform } = usePage();
  useEffect(() => platform.setTitle(`${title} · TMF654 mock`), [platform, title]);
  return (
    <>
      <header class="screen-head">
        <div>
          {back && (
            <a class="crumb" href={back.href}>
              <Icon name="back" size={14} />
              {back.text}
            </a>
          )}
          <h1 tabIndex={-1}>{title}</h1>
          {hint && <p class="hint">{hint}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
