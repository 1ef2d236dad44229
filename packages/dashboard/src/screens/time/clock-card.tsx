import type { Control, DueEffect } from "@tmf654/mock/control";
import { useState } from "preact/hooks";
import { Badge } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { LabeledField } from "../../components/labeled-field.tsx";
import { effectText } from "../../format/effect-text.ts";
import { dateText, relativeText, timeText } from "../../format/instant.ts";
import { useMockNow, useMockState } from "../../state/mock-state.ts";
import { useAction } from "../../state/use-action.ts";

const moveChoices = [
  ["PT1M", "1 minute"],
  ["PT1H", "1 hour"],
  ["P1D", "1 day"],
  ["P1M", "1 month"],
] as const;

/** Changes the clock, and shows a sentence when it is done. */
type ChangeClock = (change: (clock: Control["clock"]) => Promise<unknown>, done: string) => void;

/** The properties of the clock. */
export interface ClockCardProps {
  /** The next due effect. */
  readonly nextEffect: DueEffect | undefined;
}

/** The clock, and the buttons that move it. */
export function ClockCard({ nextEffect }: ClockCardProps) {
  const now = useMockNow();
  const clock = useMockState()?.clock;
  const { isRunning, run } = useAction();
  const move: ChangeClock = (change, doneText) => {
    void run(({ control }) => change(control.clock), doneText);
  };
  const isStopped = clock?.mode !== "real";
  return (
    <section class="card section" aria-label="Clock">
      <div class="clock-face">
        <div>
          <p class="clock-big">{timeText(now)}</p>
          <p class="hint">{dateText(now)}, UTC</p>
        </div>
        <Badge tone={isStopped ? "neutral" : "good"}>{isStopped ? "Standing" : "Running"}</Badge>
      </div>
      <p class="hint">
        {isStopped
          ? "The clock moves only when it is moved here, or by a test."
          : "The clock runs with real time."}
      </p>
      {clock?.target !== undefined && (
        <div class="moving" role="status">
          <span>Moving to {dateText(clock.target)}.</span>
          <Button onClick={() => move((each) => each.interrupt(), "The move has ended.")}>
            Interrupt
          </Button>
        </div>
      )}
      <Button
        icon={isStopped ? "play" : "pause"}
        onClick={() =>
          isStopped
            ? move((each) => each.run(), "The clock runs with real time.")
            : move((each) => each.stop(), "The clock stands.")
        }
      >
        {isStopped ? "Run with real time" : "Stop the clock"}
      </Button>
      <MoveForward nextEffect={nextEffect} now={now} isRunning={isRunning} move={move} />
      <SetClock
        now={now}
        onSet={(instant) => move((each) => each.set(instant), "The clock is set.")}
      />
    </section>
  );
}

interface MoveForwardProps {
  readonly nextEffect: DueEffect | undefined;
  readonly now: number;
  readonly isRunning: boolean;
  readonly move: ChangeClock;
}

function MoveForward({ nextEffect, now, isRunning, move }: MoveForwardProps) {
  return (
    <>
      <h2>Move forward</h2>
      <div class="moves">
        {moveChoices.map(([duration, text]) => (
          <Button
            key={duration}
            isDisabled={isRunning}
            onClick={() => move((each) => each.advance(duration), `The clock moved by ${text}.`)}
          >
            {text}
          </Button>
        ))}
      </div>
      {nextEffect && (
        <Button
          kind="primary"
          icon="next"
          isDisabled={isRunning}
          label={`To the next due effect: ${effectText(nextEffect)}`}
          onClick={() => move((each) => each.advanceToNext(), `${effectText(nextEffect)}.`)}
        >
          To the next due effect
        </Button>
      )}
      {nextEffect && (
        <p class="hint">
          {effectText(nextEffect)}, {relativeText(nextEffect.time, now)}.
        </p>
      )}
    </>
  );
}

interface SetClockProps {
  readonly now: number;
  readonly onSet: (instant: string) => void;
}

function SetClock({ now, onSet }: SetClockProps) {
  // Empty while the field follows the clock, until a person types in the field.
  const [text, setText] = useState("");
  const currentMinute = new Date(now).toISOString().slice(0, 16);
  return (
    <form
      class="set-clock"
      onSubmit={(event) => {
        event.preventDefault();
        // The field has no time zone, and the page shows UTC.
        onSet(`${text.length === 16 ? `${text}:00` : text}Z`);
      }}
    >
      <LabeledField label="Set to" hint="In UTC. Setting the clock back runs no effects.">
        <input
          type="datetime-local"
          step="1"
          required
          value={text === "" ? currentMinute : text}
          onFocus={() => setText(text === "" ? currentMinute : text)}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </LabeledField>
      <Button type="submit" isDisabled={text === ""}>
        Set
      </Button>
    </form>
  );
}
