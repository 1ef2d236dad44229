import { linkTo, type Route, useRoute } from "../route.ts";
import { useText } from "../text/text.tsx";

const ways = [
  { route: "top-up", text: "card" },
  { route: "top-up/voucher", text: "voucher" },
  { route: "top-up/auto", text: "auto" },
] as const satisfies readonly { route: Route; text: string }[];

/** The links between the ways to top up. */
export function TopUpWays() {
  const { t } = useText();
  const route = useRoute();
  return (
    <nav className="segments" aria-label={t.topUp.ways}>
      {ways.map(({ route: target, text }) => (
        <a key={target} href={linkTo(target)} aria-current={route === target ? "page" : undefined}>
          {t.topUp[text]}
        </a>
      ))}
    </nav>
  );
}
