import type { BucketPosting } from "@tmf654/mock/control";
import { amountText, signedAmountText } from "../../format/amount.ts";
import { dateText, timeText } from "../../format/instant.ts";
import { type AccountView, accountView, directionOf, purposeText } from "../../format/story.ts";
import { placeLink } from "../../state/place.ts";

/** The properties of the table. */
export interface PostingTableProps {
  readonly bucketId: string;
  readonly postings: readonly BucketPosting[];
  readonly marked: number | undefined;
  readonly onMark: (number: number | undefined) => void;
}

/** The postings of a bucket as double entry, the latest first. */
export function PostingTable({ bucketId, postings, marked, onMark }: PostingTableProps) {
  return (
    <div class="table-frame">
      <table class="table">
        <caption class="hidden">Postings, the latest first</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What for</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col" class="number">
              Amount
            </th>
            <th scope="col" class="number">
              Balance
            </th>
            <th scope="col">Request</th>
          </tr>
        </thead>
        <tbody>
          {postings.map((posting) => (
            <tr
              key={posting.sequence}
              class={posting.sequence === marked ? "is-marked" : undefined}
              onMouseEnter={() => onMark(posting.sequence)}
              onMouseLeave={() => onMark(undefined)}
            >
              <PostingCells posting={posting} bucketId={bucketId} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PostingCellsProps {
  readonly posting: BucketPosting;
  readonly bucketId: string;
}

function PostingCells({ posting, bucketId }: PostingCellsProps) {
  const { time, from, to, action, request, spendable, held } = posting;
  const direction = directionOf(posting, bucketId);
  const amount = { amount: posting.amount.amount ?? 0, units: posting.amount.units ?? "" };
  const change = { ...amount, amount: direction * amount.amount };
  return (
    <>
      <td>
        {dateText(time)} <span class="quiet">{timeText(time)}</span>
      </td>
      <td>
        {action?.resource ? (
          <a
            class="link"
            href={placeLink("buckets", bucketId, { action: `${action.resource}/${action.id}` })}
          >
            {purposeText(posting, bucketId)}
          </a>
        ) : (
          purposeText(posting, bucketId)
        )}
      </td>
      <td>
        <AccountName account={accountView(from, bucketId)} />
      </td>
      <td>
        <AccountName account={accountView(to, bucketId)} />
      </td>
      <td class={`number ${direction > 0 ? "is-credit" : ""}`}>
        {direction === 0 ? amountText(amount) : signedAmountText(change)}
      </td>
      <td class="number">
        {amountText(spendable)}
        {(held.amount ?? 0) > 0 && <span class="held"> + {amountText(held)} held</span>}
      </td>
      <td>
        {request === undefined ? (
          <span class="quiet">none</span>
        ) : (
          <a class="link" href={placeLink("requests", String(request))}>
            Request {request}
          </a>
        )}
      </td>
    </>
  );
}

function AccountName({ account: { text, bucketId } }: { readonly account: AccountView }) {
  if (bucketId === undefined) return <>{text}</>;
  return (
    <>
      {text} of{" "}
      <a class="link" href={placeLink("buckets", bucketId)}>
        {bucketId}
      </a>
    </>
  );
}
