import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";
import type { BucketView } from "../../format/bucket.ts";
import { usePage } from "../../state/context.ts";
import { useMockNow } from "../../state/mock-state.ts";
import { useStore } from "../../state/observable-value.ts";
import { placeLink } from "../../state/place.ts";
import { findBucket } from "../../state/subscribers.ts";
import { useLive } from "../../state/use-live.ts";
import { BucketActions } from "../actions/bucket-actions.tsx";
import { ActionDialog } from "./action-dialog.tsx";
import { BalanceChart } from "./balance-chart.tsx";
import { BucketSummary } from "./bucket-summary.tsx";
import { PostingTable } from "./posting-table.tsx";

/** The screen at `#/buckets/ana-main`: the story of a bucket. */
export function BucketScreen() {
  const { place } = usePage();
  const { id = "" } = useStore(place);
  const { data: bucket, error } = useLive(`bucket/${id}`, (connection) =>
    findBucket(connection, id),
  );
  const owner = bucket && (bucket.numbers[0] ?? bucket.account ?? bucket.id);
  // One `Screen` before and after the data has loaded, so that its heading keeps the focus.
  return (
    <Screen
      title={bucket?.name ?? id}
      {...(bucket &&
        owner !== undefined && {
          back: { href: placeLink("subscribers", owner), text: bucket.owner ?? owner },
          actions: <BucketActions bucket={bucket} />,
        })}
    >
      {bucket && <BucketStoryView key={id} bucket={bucket} />}
      {!bucket && error && (
        <EmptyState icon="money" title="No such bucket">
          {error}
        </EmptyState>
      )}
    </Screen>
  );
}

const pageSize = 100;

function BucketStoryView({ bucket }: { readonly bucket: BucketView }) {
  const { place, platform } = usePage();
  const { query } = useStore(place);
  const [limit, setLimit] = useState(pageSize);
  const [marked, setMarked] = useState<number | undefined>();
  const now = useMockNow();
  const { data: story } = useLive(
    `story/${bucket.id}`,
    ({ control }) => control.subscribers.story(bucket.id, { limit }),
    { view: String(limit) },
  );
  const postings = story?.postings ?? [];
  const marks = { marked, onMark: setMarked };
  return (
    <>
      <BucketSummary bucket={bucket} now={now} />
      <section class="card section" aria-labelledby="story-title">
        <h2 id="story-title">Balance over time</h2>
        {postings.length > 0 && (
          <BalanceChart bucket={bucket} postings={postings} now={now} {...marks} />
        )}
        {postings.length > 0 && (
          <PostingTable bucketId={bucket.id} postings={postings} {...marks} />
        )}
        {story && postings.length === 0 && (
          <EmptyState icon="money" title="Nothing has moved yet">
            Top up or spend, and each movement appears here.
          </EmptyState>
        )}
        {story?.next !== undefined && (
          <Button onClick={() => setLimit(limit + pageSize)}>Show earlier postings</Button>
        )}
      </section>
      {query.action && (
        <ActionDialog
          path={query.action}
          onClose={() => platform.place.go(placeLink("buckets", bucket.id))}
        />
      )}
    </>
  );
}
