import type { Bucket } from "@tmf654/client";
import { isLow } from "../operator.ts";
import { linkTo } from "../route.ts";
import { useText } from "../text/text.tsx";
import { Icon } from "./icon.tsx";
import { ValidityLine } from "./validity-line.tsx";

/** The kinds of buckets, in the order of the screen. */
export const usageTypes = ["monetary", "data", "voice", "sms", "other"] as const;

/** Returns the known usage type of a bucket. */
export function usageOf({ usageType }: Bucket) {
  return usageTypes.find((known) => known === usageType) ?? "other";
}

/** One bucket with its amount and validity. A shared bucket links to the family. */
export function BucketCard({ bucket }: { readonly bucket: Bucket }) {
  const { t, amount } = useText();
  const { name, remainingValue, isShared, logicalResource = [] } = bucket;
  const isEmpty = !remainingValue?.amount;
  return (
    <li className="card bucket" data-bucket={bucket.id}>
      <span className={`tile tile-${usageOf(bucket)}`}>
        <Icon name={usageOf(bucket)} />
      </span>
      <div className="bucket-name">
        <span>{name}</span>
        {isShared && (
          <a className="link" href={linkTo("family")}>
            <Icon name="people" size={16} />
            {t.home.shared(logicalResource.length)}
          </a>
        )}
      </div>
      <strong className="bucket-amount">{amount(remainingValue)}</strong>
      {isLow(remainingValue) && (
        <span className="badge badge-warning">{isEmpty ? t.home.empty : t.home.lowBucket}</span>
      )}
      <ValidityLine bucket={bucket} form="short" />
    </li>
  );
}
