import { useEffect, useRef } from "preact/hooks";
import { usePage } from "../state/context.ts";
import { useStore } from "../state/observable-value.ts";
import { useLive } from "../state/use-live.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Navigation } from "./navigation.tsx";
import { NoticeList } from "./notice-list.tsx";
import { screenViews } from "./screens.tsx";
import { StorageBanner } from "./storage-banner.tsx";
import { ApiTokenForm, ControlTokenForm } from "./token-form.tsx";

/** The frame around the screens: navigation, banner, notices. */
export function Shell() {
  const { connection, dialog } = usePage();
  const isLocked = useStore(connection.status) === "locked";
  const isApiLocked = useStore(connection.isApiLocked);
  const openDialog = useStore(dialog);
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={skipToMain}>
        Skip to content
      </button>
      <StateLoader />
      <Navigation />
      <div class="content">
        <ConnectionBanner />
        <StorageBanner />
        <CurrentScreen />
      </div>
      {openDialog}
      {isLocked && <ControlTokenForm />}
      {isApiLocked && <ApiTokenForm />}
      <NoticeList />
    </div>
  );
}

/** Moves the focus. The address does not change, because it names the screen. */
function skipToMain(event: MouseEvent): void {
  const root = (event.currentTarget as Element).getRootNode() as Document | ShadowRoot;
  root.querySelector<HTMLElement>("main")?.focus();
}

/** The pause before the state is read again, while the database of the mock fails. */
const failurePollMs = 2000;

/** Keeps the summary of the mock current for all components. */
function StateLoader() {
  const { connection, mockState, platform } = usePage();
  const isFailing = useStore(mockState)?.state.storage?.failure !== undefined;
  const { data } = useLive("state", async ({ control }) => {
    // The probe lets the mock try again to store something.
    if (isFailing) await control.ready().catch(() => {});
    return control.state();
  });
  useEffect(
    () => (isFailing ? platform.after(failurePollMs, () => connection.countChange()) : undefined),
    [isFailing, data, connection, platform],
  );
  useEffect(() => {
    if (data) mockState.set({ state: data, receivedAt: platform.now() });
  }, [data, mockState, platform]);
  return null;
}

function CurrentScreen() {
  const { place, dialog } = usePage();
  const { screen, id } = useStore(place);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const View = screenViews[screen];
  useEffect(() => dialog.set(undefined), [screen, dialog]);
  useEffect(() => {
    const isTyping = main.current?.querySelector("input:focus") != null;
    if (!isFirst.current && !isTyping) main.current?.querySelector<HTMLElement>("h1")?.focus();
    isFirst.current = false;
  }, [screen, id]);
  return (
    <main ref={main} id="main" tabIndex={-1}>
      <View key={screen} />
    </main>
  );
}
