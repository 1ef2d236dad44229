import { styleText } from "node:util";
import { formatQuantity } from "@tmf654/quantity";
import type {
  Activity,
  BalanceChange,
  ClockActivity,
  CommandActivity,
  CommandEffects,
  DeliveryActivity,
  RequestActivity,
  StateActivity,
} from "../ports/activity.ts";
import type { GuardIssue } from "../ports/contract-guard.ts";

/** The maximum number of characters of an error message in a line. */
const maxMessageLength = 200;

type Colour = "green" | "yellow" | "red" | "dim";
type Paint = (colour: Colour, text: string) => string;

/**
 * Whether the log has colours: only on a terminal, and not while `NO_COLOR` has a value, as
 * https://no-color.org asks.
 */
export function hasColours(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !env.NO_COLOR;
}

/** Returns the line of an activity in the log, without its end. */
export function logLine(activity: Activity, format: "pretty" | "json", isColoured = false): string {
  if (format === "json") return JSON.stringify(activity);
  const paint: Paint = (colour, text) =>
    isColoured ? styleText(colour, text, { validateStream: false }) : text;
  return `${paint("dim", activity.time.slice(11, 19))} ${activityText(activity, paint)}`;
}

function activityText(activity: Activity, paint: Paint): string {
  switch (activity.kind) {
    case "request":
      return requestText(activity, paint);
    case "command":
      return commandText(activity, paint);
    case "clock":
      return clockText(activity);
    case "delivery":
      return deliveryText(activity, paint);
    case "state":
      return stateText(activity);
  }
}

function requestText(activity: RequestActivity, paint: Paint): string {
  const { method, path, status, durationMs, message, guardIssues = [] } = activity;
  const shownStatus = status === 0 ? "dropped" : String(status);
  const parts = [
    `${method} ${path} ${paint(colourOf(activity), shownStatus)} ${Math.round(durationMs)} ms`,
    ...(message === undefined ? [] : [paint("yellow", shorten(message))]),
    ...simulationTexts(activity),
    ...effectTexts(activity, paint),
    ...guardIssues.map((issue) => paint("red", guardText(issue))),
  ];
  return parts.join("  ");
}

/** The reason why the operation did not decide the response. */
function simulationTexts({ isSimulated, reason }: RequestActivity): string[] {
  if (reason === undefined) return isSimulated ? ["simulated"] : [];
  return [isSimulated ? `simulated: ${reason}` : reason];
}

/** A message that fits into two or three lines of a terminal. It has no line breaks. */
function shorten(message: string): string {
  const line = message.replaceAll(/\s+/g, " ");
  return line.length > maxMessageLength ? `${line.slice(0, maxMessageLength)}…` : line;
}

function guardText({ in: side, message }: GuardIssue): string {
  return `guard: ${side}: ${message}`;
}

function colourOf({ status, refusal }: RequestActivity): Colour {
  if (status === 0 || status >= 500) return "red";
  return status >= 400 || refusal ? "yellow" : "green";
}

function commandText(activity: CommandActivity, paint: Paint): string {
  const { command, target } = activity;
  const title = target === undefined ? command : `${command} ${target}`;
  return [title, ...effectTexts(activity, paint)].join("  ");
}

/**
 * Returns a text for each changed balance, such as `ana-main +€10.00 → €35.50`, and the reason for
 * a refusal.
 */
function effectTexts({ changes, refusal }: CommandEffects, paint: Paint): string[] {
  const texts = changes.map(changeText);
  if (!refusal) return texts;
  return [...texts, paint("yellow", `failed ${refusal.code} (${refusal.message})`)];
}

function changeText({ bucketId, spendable, reserved, remaining }: BalanceChange): string {
  const reservedText = reserved.amount ? ` (reserved ${formatSigned(reserved)})` : "";
  return `${bucketId} ${formatSigned(spendable)} → ${formatQuantity(remaining)}${reservedText}`;
}

function formatSigned(quantity: BalanceChange["spendable"]): string {
  const { amount = 0 } = quantity;
  const text = formatQuantity({ ...quantity, amount: Math.abs(amount) });
  return `${amount < 0 ? "-" : "+"}${text}`;
}

function clockText({ from, time, mode }: ClockActivity): string {
  return `clock ${from} → ${time}${mode === "set" ? " (stopped)" : ""}`;
}

function stateText({ change, subscribers }: StateActivity): string {
  if (subscribers === undefined) return stateTexts[change];
  const noun = subscribers === 1 ? "subscriber was" : "subscribers were";
  return `${subscribers} ${noun} added`;
}

const stateTexts: Readonly<Record<StateActivity["change"], string>> = {
  reset: "the state was reset",
  restore: "a snapshot was restored",
  seed: "data was added",
  profile: "the profile was set",
  faults: "the fault rules were changed",
  vouchers: "a voucher was added",
};

function deliveryText(activity: DeliveryActivity, paint: Paint): string {
  const { eventType, callback, attempt, status, error, state } = activity;
  const result = paint(state === "delivered" ? "green" : "red", String(status ?? error));
  return `event ${eventType} → ${callback} ${result}  attempt ${attempt}, ${state}`;
}

/** The milliseconds between two writes. The first line after a pause is written immediately. */
const writePauseMs = 20;

/** A writer of lines, which writes many lines at once when they come fast. */
export interface LineWriter {
  readonly write: (line: string) => void;
  /** Writes the lines that wait. */
  readonly flush: () => void;
}

/** Creates a writer of lines. Each write to a pipe takes more time than formatting a line. */
export function createLineWriter(stream: { write(text: string): unknown }): LineWriter {
  let waitingText = "";
  let writtenAt = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    if (waitingText === "") return;
    const text = waitingText;
    waitingText = "";
    writtenAt = performance.now();
    stream.write(text);
  };
  const write = (line: string): void => {
    if (waitingText === "") {
      if (performance.now() - writtenAt < writePauseMs) setTimeout(flush, writePauseMs);
      else setImmediate(flush);
    }
    waitingText += `${line}\n`;
  };
  return { write, flush };
}
