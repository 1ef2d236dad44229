import type { BalanceActionHistory } from "@tmf654/client";
import { type Meaning, meaningOf } from "../line/history.ts";
import { useLine } from "../line/line.ts";
import type { Messages } from "../text/en.ts";
import { phoneText } from "../text/number.ts";
import { useText } from "../text/text.tsx";
import { usageTypes } from "./bucket-card.tsx";
import { Icon, type IconName } from "./icon.tsx";

const icons: Readonly<Record<Exclude<Meaning["kind"], "usage">, IconName>> = {
  card: "plus",
  voucher: "plus",
  auto: "repeat",
  adjustment: "other",
  sent: "send",
  received: "send",
};

const signs = { plus: "+", minus: "−", none: "" } as const;

interface EntryListProps {
  readonly entries: readonly BalanceActionHistory[];
}

/** Entries of the history, each with its amount and what happened. */
export function EntryList({ entries }: EntryListProps) {
  const { buckets } = useLine();
  const own = new Set(buckets.map(({ id }) => id));
  return (
    <ul className="rows card">
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} meaning={meaningOf(entry, own)} />
      ))}
    </ul>
  );
}

interface EntryRowProps {
  readonly entry: BalanceActionHistory;
  readonly meaning: Meaning;
}

function EntryRow({ entry, meaning }: EntryRowProps) {
  const { t, amount, moment } = useText();
  const { requestedDate = "", transferCost } = entry;
  const usage = usageTypes.find((known) => known === entry.usageType) ?? "other";
  const shown = meaning.kind === "received" ? (entry.creditedAmount ?? entry.amount) : entry.amount;
  const value = { ...shown, amount: Math.abs(shown?.amount ?? 0) };
  const fee = meaning.kind === "sent" && transferCost?.value ? transferCost : undefined;
  const title = titleOf(entry, meaning, usage, t);
  const notes = [
    moment(requestedDate),
    fee && t.history.fee(amount({ amount: fee.value, units: fee.unit })),
    /^(sent|received)$/.test(meaning.kind) && entry.reason,
  ];
  return (
    <li className="row entry" data-sign={meaning.sign}>
      <span className={`tile tile-${usage}`}>
        <Icon name={meaning.kind === "usage" ? usage : icons[meaning.kind]} />
      </span>
      <span className="row-text">
        <strong>{title}</strong>
        <span>{notes.filter(Boolean).join(" · ")}</span>
      </span>
      <span className="row-end">
        <span className="entry-amount">
          {signs[meaning.sign]}
          {amount(value)}
        </span>
        <EntryStatus entry={entry} />
      </span>
    </li>
  );
}

function EntryStatus({ entry }: { readonly entry: BalanceActionHistory }) {
  const { t } = useText();
  switch (entry.status) {
    case "completed":
      return null;
    case "failed":
      return <span className="badge badge-bad">{t.history.failed}</span>;
    case "cancelled":
      return <span className="badge">{t.history.cancelled}</span>;
    default:
      return <span className="badge badge-warning">{t.history.open}</span>;
  }
}

function titleOf(
  entry: BalanceActionHistory,
  { kind, other }: Meaning,
  usage: (typeof usageTypes)[number],
  { history }: Messages,
): string {
  switch (kind) {
    case "card":
      return history.cardTopUp;
    case "voucher":
      return history.voucherTopUp;
    case "auto":
      return history.autoTopUp;
    case "sent":
      return history.sentTo(phoneText(other));
    case "received":
      return history.receivedFrom(phoneText(other));
    case "adjustment":
      return entry.reason ?? history.adjustment;
    case "usage":
      return history.usage[usage];
  }
}
