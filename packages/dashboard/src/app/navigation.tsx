import { Icon } from "../components/icon.tsx";
import { dateText, timeText } from "../format/instant.ts";
import type { ConnectionStatus } from "../state/connection.ts";
import { usePage } from "../state/context.ts";
import { useMockNow, useMockState } from "../state/mock-state.ts";
import { useStore } from "../state/observable-value.ts";
import { placeLink } from "../state/place.ts";
import { navigationEntries, parentScreens } from "./screens.tsx";

const statusText: Readonly<Record<ConnectionStatus, string>> = {
  connecting: "Connecting",
  live: "Live",
  gone: "Not connected",
  locked: "Locked",
};

/** The bar with the screens, the clock and the connection. */
export function Navigation() {
  const { place } = usePage();
  const { screen } = useStore(place);
  const currentScreen = parentScreens[screen] ?? screen;
  return (
    <header class="side">
      <a class="brand" href={placeLink("subscribers")}>
        <BrandMark />
        <span>
          TMF654 <span class="quiet">mock</span>
        </span>
      </a>
      <nav aria-label="Screens">
        <ul>
          {navigationEntries.map(({ screen: name, label, icon }) => (
            <li key={name}>
              <a href={placeLink(name)} aria-current={name === currentScreen ? "page" : undefined}>
                <Icon name={icon} />
                <span>{label}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Status />
    </header>
  );
}

function BrandMark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8.500 17h3v8h-3zM14.500 12h3v13h-3zM20.500 7h3v18h-3z" />
    </svg>
  );
}

/** The clock and the connection. */
function Status() {
  const { connection } = usePage();
  const status = useStore(connection.status);
  const state = useMockState();
  const now = useMockNow();
  return (
    <div class="status">
      {state && (
        <a class="clock" href={placeLink("time")}>
          <span class="clock-time">{timeText(now)}</span>
          <span class="clock-date">
            {dateText(now)} · {state.clock.mode === "real" ? "running" : "standing"}
          </span>
        </a>
      )}
      <p class={`connection connection-${status}`}>
        <span class="dot" aria-hidden="true" />
        {statusText[status]}
        {state && <span class="quiet"> · {state.profile}</span>}
      </p>
    </div>
  );
}
