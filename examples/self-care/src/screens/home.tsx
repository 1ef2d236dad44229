import { BucketCard, usageOf, usageTypes } from "../components/bucket-card.tsx";
import { EntryList } from "../components/entry-list.tsx";
import { Icon } from "../components/icon.tsx";
import { Screen } from "../components/screen.tsx";
import { ValidityLine } from "../components/validity-line.tsx";
import { FlowNotice, isLocked } from "../flows/flow-notice.tsx";
import { useFlow } from "../flows/use-flow.ts";
import { autoTopUpText, useAutoTopUps } from "../line/auto-top-ups.ts";
import { useRecentEntries } from "../line/history.ts";
import { useLine } from "../line/line.ts";
import { validityOf } from "../line/validity.ts";
import { isLow } from "../operator.ts";
import { linkTo } from "../route.ts";
import { useServices } from "../services.ts";
import { phoneText } from "../text/number.ts";
import { useText } from "../text/text.tsx";

/** The balance: the money, everything else in the line, and what happened last. */
export function HomeScreen() {
  const { t } = useText();
  const { owner, number, plan } = useLine();
  const { topUp } = useServices();
  const { state, retry } = useFlow(topUp);
  const [firstName = ""] = owner.split(" ");
  return (
    <Screen
      title={firstName ? t.home.hello(firstName) : t.home.title}
      lead={[phoneText(number), plan].filter(Boolean).join(" · ")}
      width="wide"
    >
      <div className="columns">
        <div className="column">
          <Hero />
          {isLocked(state) && (
            <FlowNotice state={state} onRetry={retry}>
              {null}
            </FlowNotice>
          )}
        </div>
        <div className="column column-tall">
          <BucketGroups />
        </div>
        <div className="column">
          <AutoTopUpRow />
          <Recent />
        </div>
      </div>
    </Screen>
  );
}

/** The main balance with its actions and the warning that it is low or expired. */
function Hero() {
  const { t, amount } = useText();
  const { main } = useLine();
  const { kind } = validityOf(main, Date.now());
  const advice =
    kind === "expired"
      ? t.validity.expiredAdvice
      : kind === "suspended"
        ? t.validity.suspendedAdvice
        : isLow(main.remainingValue)
          ? t.home.low
          : undefined;
  return (
    <section className="hero" aria-label={main.name ?? t.home.title} data-bucket={main.id}>
      <p className="hero-name">{main.name}</p>
      <p className="hero-amount">{amount(main.remainingValue)}</p>
      <ValidityLine bucket={main} form="long" />
      {advice && (
        <p className="hero-warning" role="status">
          <Icon name="warning" />
          {advice}
        </p>
      )}
      <div className="hero-actions">
        <a className="button button-light" href={linkTo("top-up")}>
          <Icon name="plus" />
          {t.nav.topUp}
        </a>
        <a className="button button-glass" href={linkTo("send")}>
          <Icon name="send" />
          {t.nav.send}
        </a>
      </div>
    </section>
  );
}

/** The other buckets, by their kind. */
function BucketGroups() {
  const { t } = useText();
  const { main, buckets } = useLine();
  return usageTypes.map((usage) => {
    const group = buckets.filter((bucket) => bucket !== main && usageOf(bucket) === usage);
    if (group.length === 0) return null;
    return (
      <section key={usage} className="group">
        <h2>{usage === "monetary" ? t.home.money : t.home[usage]}</h2>
        <ul className="cards">
          {group.map((bucket) => (
            <BucketCard key={bucket.id} bucket={bucket} />
          ))}
        </ul>
      </section>
    );
  });
}

function AutoTopUpRow() {
  const { t, amount } = useText();
  const { data } = useAutoTopUps();
  if (!data) return null;
  const [topUp] = data;
  return (
    <a className="card row" href={linkTo("top-up/auto")}>
      <span className="tile tile-monetary">
        <Icon name="repeat" />
      </span>
      <span className="row-text">
        <strong>{t.auto.title}</strong>
        <span>{topUp ? autoTopUpText(topUp, t, amount(topUp.amount)) : t.auto.none}</span>
      </span>
      <Icon name="next" size={18} />
    </a>
  );
}

function Recent() {
  const { t } = useText();
  const { data } = useRecentEntries();
  if (!data?.length) return null;
  return (
    <section className="group">
      <div className="group-head">
        <h2>{t.home.recent}</h2>
        <a className="link" href={linkTo("history")}>
          {t.home.all}
        </a>
      </div>
      <EntryList entries={data} />
    </section>
  );
}
