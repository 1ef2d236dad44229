import { dayMs, hourMs, minuteMs } from "./instant.ts";

/** A balance from an instant on. */
export interface BalancePoint {
  /** Epoch milliseconds by the mock's clock. */
  readonly at: number;
  readonly spendable: number;
  readonly held: number;
  /** The sequence of the posting; absent for the present. */
  readonly sequence?: number;
}

/** The size and the margins of a chart, in pixels. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A mark on an axis. */
export interface ChartTick {
  readonly value: number;
  /** The position in pixels. */
  readonly position: number;
}

/** A point of the chart with its position. */
export interface PlacedPoint extends BalancePoint {
  readonly x: number;
  readonly y: number;
}

/** The shapes of a chart. */
export interface ChartShapes {
  /** The line of the spendable amount, as the path of an SVG. */
  readonly line: string;
  /** The area below the line. */
  readonly area: string;
  /** The area of the held amount, above the line. */
  readonly held: string;
  readonly points: readonly PlacedPoint[];
  readonly amounts: readonly ChartTick[];
  readonly instants: readonly ChartTick[];
}

/** The distances between ticks on the axis of time. */
const timeSteps: readonly number[] = [
  ...[1, 5, 15, 30].map((count) => count * minuteMs),
  ...[1, 3, 6, 12].map((count) => count * hourMs),
  ...[1, 2, 5, 10, 30, 60, 90, 182, 365, 730, 1825].map((count) => count * dayMs),
];

/** The shortest time that a chart shows. */
const shortestMs = hourMs;

/**
 * Returns the shapes of a balance over time, as steps: a balance stays until the next posting. The
 * points are in order of time.
 */
export function balanceChart(points: readonly BalancePoint[], layout: ChartLayout): ChartShapes {
  const [firstPoint, last] = [points[0], points.at(-1)];
  const endInstant = last?.at ?? 0;
  const startInstant = Math.min(firstPoint?.at ?? 0, endInstant - shortestMs);
  const highestAmount = Math.max(...points.map(({ spendable, held }) => spendable + held), 0);
  const amounts = amountTicks(highestAmount);
  const highestTick = amounts.at(-1) ?? 1;
  const toX = (at: number): number =>
    layout.left +
    ((at - startInstant) / (endInstant - startInstant)) *
      (layout.width - layout.left - layout.right);
  const toY = (amount: number): number =>
    layout.height -
    layout.bottom -
    (amount / highestTick) * (layout.height - layout.top - layout.bottom);
  const placedPoints = points.map((each) => ({ ...each, x: toX(each.at), y: toY(each.spendable) }));
  const upperCorners = points.map((each) => ({
    x: toX(each.at),
    y: toY(each.spendable + each.held),
  }));
  const line = stepPath(placedPoints);
  const baseY = toY(0);
  const hasHeld = points.some(({ held }) => held > 0);
  return {
    line,
    area:
      placedPoints.length === 0 ? "" : `${line}V${round(baseY)}H${round(placedPoints[0]?.x ?? 0)}Z`,
    held: hasHeld ? `${stepPath(upperCorners)}${backPath(placedPoints)}Z` : "",
    points: placedPoints,
    amounts: amounts.map((value) => ({ value, position: toY(value) })),
    instants: timeTicks(startInstant, endInstant, Math.max(2, Math.floor(layout.width / 130))).map(
      (value) => ({
        value,
        position: toX(value),
      }),
    ),
  };
}

/** Returns round amounts from 0 to at least the highest one. */
export function amountTicks(highest: number, count = 4): readonly number[] {
  if (highest <= 0) return [0, 1];
  const roughStep = highest / count;
  const power = 10 ** Math.floor(Math.log10(roughStep));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= roughStep) ?? 10) * power;
  const lastIndex = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: lastIndex + 1 }, (_, index) => index * step);
}

/** Returns round instants between two, at most `count`. */
export function timeTicks(from: number, to: number, count: number): readonly number[] {
  const step = timeSteps.find((each) => (to - from) / each <= count) ?? timeSteps.at(-1) ?? dayMs;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

interface ChartCorner {
  readonly x: number;
  readonly y: number;
}

function stepPath(places: readonly ChartCorner[]): string {
  return places
    .map(({ x, y }, index) =>
      index === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)}V${round(y)}`,
    )
    .join("");
}

/** Returns the path of the same steps, from the end to the start. */
function backPath(places: readonly ChartCorner[]): string {
  const reversedPlaces = [...places].reverse();
  return reversedPlaces
    .map(({ x, y }, index) =>
      index === 0 ? `L${round(x)} ${round(y)}` : `V${round(y)}H${round(x)}`,
    )
    .join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
