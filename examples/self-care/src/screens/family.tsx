import type { Bucket } from "@tmf654/client";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { Screen } from "../components/screen.tsx";
import { ValidityLine } from "../components/validity-line.tsx";
import { type Member, sumOf, useMembers } from "../line/family.ts";
import { useLine } from "../line/line.ts";
import { phoneText } from "../text/number.ts";
import { useText } from "../text/text.tsx";

/** The shared buckets of the line, and how much each member used. */
export function FamilyScreen() {
  const { t } = useText();
  const { buckets } = useLine();
  const shared = buckets.filter(({ isShared }) => isShared);
  return (
    <Screen title={t.family.title}>
      {shared.length === 0 && <p className="lead">{t.family.none}</p>}
      {shared.map((bucket) => (
        <SharedBucket key={bucket.id} bucket={bucket} />
      ))}
    </Screen>
  );
}

function SharedBucket({ bucket }: { readonly bucket: Bucket }) {
  const { t, amount } = useText();
  const { members, error } = useMembers(bucket);
  return (
    <>
      <section className="hero" aria-label={bucket.name ?? t.family.title}>
        <p className="hero-name">{bucket.name}</p>
        <p className="hero-amount">{amount(bucket.remainingValue)}</p>
        <p className="hero-name">{t.family.left}</p>
        <ValidityLine bucket={bucket} form="long" />
      </section>
      {error && <Notice kind="bad" title={t.offline} />}
      {members && <MemberList members={members} />}
    </>
  );
}

function MemberList({ members }: { readonly members: readonly Member[] }) {
  const { t, amount } = useText();
  const { number: own } = useLine();
  const units = members[0]?.used.units ?? "";
  const total = sumOf(
    members.map(({ used }) => used),
    units,
  );
  return (
    <section className="group">
      <h2>{t.family.members}</h2>
      <ul className="rows card">
        {members.map(({ number, name, used }) => (
          <li key={number} className="row">
            <span className="avatar" aria-hidden="true">
              {name?.charAt(0) ?? <Icon name="people" size={18} />}
            </span>
            <span className="row-text">
              <strong>
                {name ?? phoneText(number)}
                {number === own && <span className="badge">{t.family.you}</span>}
              </strong>
              <span className="meter" aria-hidden="true">
                <span style={{ width: `${shareOf(used.amount, total.amount)}%` }} />
              </span>
            </span>
            <span className="row-end">{t.family.used(amount(used))}</span>
          </li>
        ))}
      </ul>
      <p className="hint">{t.family.total(amount(total))}</p>
    </section>
  );
}

/** The share of a part in percent, for the length of its bar. */
function shareOf(part: number, total: number): number {
  return total > 0 ? (part / total) * 100 : 0;
}
