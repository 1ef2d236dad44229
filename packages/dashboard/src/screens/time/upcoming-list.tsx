import type { DueEffect, Upcoming } from "@tmf654/mock/control";
import { EmptyState } from "../../components/empty-state.tsx";
import { effectName } from "../../format/effect-text.ts";
import { dateText, relativeText, timeText } from "../../format/instant.ts";
import { useMockNow } from "../../state/mock-state.ts";
import { placeLink } from "../../state/place.ts";

/** The properties of the list. */
export interface UpcomingListProps {
  readonly upcoming: Upcoming | undefined;
}

/** The effects that happen by themselves when the clock moves, by day. */
export function UpcomingList({ upcoming }: UpcomingListProps) {
  const now = useMockNow();
  const days = groupByDay(upcoming?.effects ?? []);
  return (
    <section class="card section" aria-labelledby="upcoming-title">
      <h2 id="upcoming-title">What happens next</h2>
      {upcoming && days.length === 0 && (
        <EmptyState icon="time" title="Nothing is due">
          No bucket ends, and no reservation or auto-top-up waits.
        </EmptyState>
      )}
      <ol class="days">
        {days.map(({ day, effects }) => (
          <li key={day}>
            <h3>
              {day} <span class="quiet">{relativeText(effects[0]?.time ?? now, now)}</span>
            </h3>
            <ul class="effects">
              {effects.map((effect, index) => (
                <li key={`${effect.time} ${index}`}>
                  <EffectRow effect={effect} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {upcoming?.hasMore && <p class="hint">More is due later.</p>}
    </section>
  );
}

function EffectRow({ effect }: { readonly effect: DueEffect }) {
  const { time, bucketId, delivery } = effect;
  return (
    <>
      <span class="effect-time">{timeText(time)}</span>
      <span>
        {effectName(effect)}
        {delivery && <span class="quiet"> to {delivery.callback}</span>}
      </span>
      {bucketId !== undefined && (
        <a class="link mono" href={placeLink("buckets", bucketId)}>
          {bucketId}
        </a>
      )}
    </>
  );
}

interface Day {
  readonly day: string;
  readonly effects: readonly DueEffect[];
}

function groupByDay(effects: readonly DueEffect[]): readonly Day[] {
  const days = new Map<string, DueEffect[]>();
  for (const effect of effects) {
    const day = dateText(effect.time);
    const knownEffects = days.get(day);
    if (knownEffects) knownEffects.push(effect);
    else days.set(day, [effect]);
  }
  return [...days].map(([day, all]) => ({ day, effects: all }));
}
