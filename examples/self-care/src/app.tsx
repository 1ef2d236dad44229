import { useEffect, useState } from "react";
import { Notice } from "./components/notice.tsx";
import { forgetRecords } from "./flows/keep-records.ts";
import { LineContext, lineOf, useBuckets } from "./line/line.ts";
import { linkTo, type Route, useRoute } from "./route.ts";
import { FamilyScreen } from "./screens/family.tsx";
import { HistoryScreen } from "./screens/history.tsx";
import { HomeScreen } from "./screens/home.tsx";
import { SendScreen } from "./screens/send.tsx";
import { SignInScreen } from "./screens/sign-in.tsx";
import { AutoTopUpScreen } from "./screens/top-up-auto.tsx";
import { CardTopUpScreen } from "./screens/top-up-card.tsx";
import { VoucherScreen } from "./screens/top-up-voucher.tsx";
import { Shell } from "./shell.tsx";
import { useText } from "./text/text.tsx";

const screens: Readonly<Record<Route, () => React.ReactNode>> = {
  "": HomeScreen,
  "top-up": CardTopUpScreen,
  "top-up/voucher": VoucherScreen,
  "top-up/auto": AutoTopUpScreen,
  send: SendScreen,
  history: HistoryScreen,
  family: FamilyScreen,
};

const storageKey = "self-care.number";

/** The whole app: the choice of a line, then its screens. A real app signs the customer in. */
export function App() {
  const [number, setNumber] = useState(() => sessionStorage.getItem(storageKey) ?? "");
  const choose = (chosen: string) => {
    sessionStorage.setItem(storageKey, chosen);
    location.hash = linkTo("");
    setNumber(chosen);
  };
  if (number === "") return <SignInScreen onChoose={choose} />;
  return <LineApp number={number} onSignOut={signOut} />;
}

/** Forgets the line, and loads the page again so that nothing of the line stays in memory. */
function signOut(): void {
  sessionStorage.removeItem(storageKey);
  forgetRecords();
  location.hash = linkTo("");
  location.reload();
}

interface LineAppProps {
  readonly number: string;
  readonly onSignOut: () => void;
}

function LineApp({ number, onSignOut }: LineAppProps) {
  const { t } = useText();
  const route = useRoute();
  const { data, error, refetch } = useBuckets(number);
  useEffect(() => {
    scrollTo(0, 0);
  }, [route]);
  const line = data && lineOf(number, data.items);
  const Screen = screens[route];
  return (
    <Shell route={route} line={line} onSignOut={onSignOut}>
      {line ? (
        <LineContext value={line}>
          <Screen key={route} />
        </LineContext>
      ) : error || data ? (
        <Notice kind="bad" title={error ? t.offline : t.signIn.unknown}>
          <button type="button" className="button" onClick={() => void refetch()}>
            {t.retry}
          </button>
        </Notice>
      ) : (
        <p className="loading" role="status">
          {t.loading} …
        </p>
      )}
    </Shell>
  );
}
