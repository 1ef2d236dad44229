import { Screen } from "../../components/screen.tsx";
import { useLive } from "../../state/use-live.ts";
import { ClockCard } from "./clock-card.tsx";
import { UpcomingList } from "./upcoming-list.tsx";

const shownEffects = 60;

/** The screen at `#/time`: the clock, and what happens next. */
export function TimeScreen() {
  const { data } = useLive("upcoming", ({ control }) => control.clock.upcoming(shownEffects));
  const nextEffect = data?.effects[0];
  return (
    <Screen
      title="Time"
      hint="The mock has a clock of its own. Balances expire, reservations end and auto-top-ups run by it."
    >
      <div class="time">
        <ClockCard nextEffect={nextEffect} />
        <UpcomingList upcoming={data} />
      </div>
    </Screen>
  );
}
