import { useEffect, useRef, useState } from "react";
import { EntryList } from "../components/entry-list.tsx";
import { Notice } from "../components/notice.tsx";
import { Screen } from "../components/screen.tsx";
import {
  type EntryKind,
  entryKinds,
  isShown,
  type Period,
  periods,
  useHistory,
} from "../line/history.ts";
import { useText } from "../text/text.tsx";

/** The history, with filters. The next page loads when its end comes into view. */
export function HistoryScreen() {
  const { t } = useText();
  const [kind, setKind] = useState<EntryKind>("all");
  const [period, setPeriod] = useState<Period>("all");
  const history = useHistory(kind, period);
  const { data, isPending, isError, hasNextPage, fetchNextPage, isFetchingNextPage } = history;
  const pages = data?.pages ?? [];
  const entries = pages.flatMap(({ items }) => items).filter(isShown);
  const total = Math.max(pages[0]?.totalCount ?? entries.length, entries.length);
  return (
    <Screen title={t.history.title}>
      <div className="filters">
        <fieldset className="chips">
          <legend className="hidden">{t.history.kind}</legend>
          {entryKinds.map((choice) => (
            <button
              key={choice}
              type="button"
              className="chip"
              aria-pressed={choice === kind}
              onClick={() => setKind(choice)}
            >
              {t.history.kinds[choice]}
            </button>
          ))}
        </fieldset>
        <label className="select">
          <span className="hidden">{t.history.period}</span>
          <select value={period} onChange={({ target }) => setPeriod(target.value as Period)}>
            {periods.map((choice) => (
              <option key={choice} value={choice}>
                {t.history.periods[choice]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {entries.length > 0 && <EntryList entries={entries} />}
      <p className="hint centered" role="status">
        {isPending
          ? `${t.loading} …`
          : entries.length > 0
            ? t.history.count(entries.length, total)
            : !isError && t.history.empty}
      </p>
      {isError && (
        <Notice kind="bad" title={t.offline}>
          <button type="button" className="button" onClick={() => void history.refetch()}>
            {t.retry}
          </button>
        </Notice>
      )}
      {hasNextPage && (
        <NextPage isLoading={isFetchingNextPage} onLoad={() => void fetchNextPage()} />
      )}
    </Screen>
  );
}

interface NextPageProps {
  readonly isLoading: boolean;
  readonly onLoad: () => void;
}

/** The button of the next page, which presses itself when it comes into view. */
function NextPage({ isLoading, onLoad }: NextPageProps) {
  const { t } = useText();
  const button = useRef<HTMLButtonElement>(null);
  const load = useRef(onLoad);
  load.current = onLoad;
  useEffect(() => {
    if (isLoading || !button.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) load.current();
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [isLoading]);
  return (
    <button ref={button} type="button" className="button" aria-busy={isLoading} onClick={onLoad}>
      {isLoading ? `${t.loading} …` : t.history.more}
    </button>
  );
}
