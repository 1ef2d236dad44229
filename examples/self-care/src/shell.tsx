import type { ReactNode } from "react";
import { Icon, type IconName } from "./components/icon.tsx";
import { LanguageSwitch } from "./components/language-switch.tsx";
import type { Line } from "./line/line.ts";
import { linkTo, type Route } from "./route.ts";
import { phoneText } from "./text/number.ts";
import { useText } from "./text/text.tsx";

interface ShellProps {
  readonly route: Route;
  readonly line: Line | undefined;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** The frame of every screen: the name of the operator, the line, and the navigation. */
export function Shell({ route, line, onSignOut, children }: ShellProps) {
  const { t } = useText();
  return (
    <div className="shell">
      <button
        type="button"
        className="skip"
        onClick={() => document.querySelector<HTMLElement>("main")?.focus()}
      >
        {t.skip}
      </button>
      <header className="head">
        <a className="brand" href={linkTo("")}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          Marea
        </a>
        <Navigation route={route} />
        <div className="head-tools">
          <LanguageSwitch />
          <button
            type="button"
            className="icon-button"
            onClick={onSignOut}
            aria-label={t.signOut}
            title={line ? phoneText(line.number) : t.signOut}
          >
            <Icon name="leave" />
          </button>
        </div>
      </header>
      <main tabIndex={-1}>{children}</main>
    </div>
  );
}

/** The parts of the app, with the screens that belong to each. */
const parts = [
  { route: "", icon: "home", text: "home" },
  { route: "top-up", icon: "plus", text: "topUp" },
  { route: "send", icon: "send", text: "send" },
  { route: "history", icon: "list", text: "history" },
] as const satisfies readonly { route: Route; icon: IconName; text: string }[];

function Navigation({ route }: { readonly route: Route }) {
  const { t } = useText();
  const [current] = route.split("/");
  return (
    <nav className="nav" aria-label={t.nav.label}>
      {parts.map(({ route: target, icon, text }) => (
        <a
          key={target}
          href={linkTo(target)}
          aria-current={current === target ? "page" : undefined}
        >
          <Icon name={icon} />
          {t.nav[text]}
        </a>
      ))}
    </nav>
  );
}
