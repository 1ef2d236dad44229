import type { BucketPosting } from "@tmf654/mock/control";
import { useWidth } from "../../components/use-width.ts";
import { amountOfSteps, amountText } from "../../format/amount.ts";
import type { BucketView } from "../../format/bucket.ts";
import { balanceChart, type ChartTick, type PlacedPoint } from "../../format/chart.ts";
import { dateText, dayMs, dayText, instantLabel, timeText } from "../../format/instant.ts";
import { storyPoints } from "../../format/story.ts";

/** The properties of the chart. */
export interface BalanceChartProps {
  readonly bucket: BucketView;
  /** The latest first. */
  readonly postings: readonly BucketPosting[];
  /** The instant of the mock's clock. */
  readonly now: number;
  /** The number of the posting that is marked. */
  readonly marked: number | undefined;
  readonly onMark: (number: number | undefined) => void;
}

const height = 240;

/** The balance of a bucket over the mock's time. The table below it has the same data as text. */
export function BalanceChart({ bucket, postings, now, marked, onMark }: BalanceChartProps) {
  const [reference, width] = useWidth(720);
  const points = storyPoints(postings, now);
  const layout = { width, height, left: 72, right: 14, top: 14, bottom: 28 };
  const {
    area,
    line,
    held,
    points: placedPoints,
    amounts,
    instants,
  } = balanceChart(points, layout);
  const { units } = bucket.spendable;
  const lastPoint = placedPoints.at(-1);
  return (
    <div class="chart" ref={reference}>
      <svg width={width} height={height} role="img" aria-label={chartLabel(bucket, points.length)}>
        {amounts.map((tick) => (
          <AmountTick key={tick.value} tick={tick} units={units} layout={layout} />
        ))}
        {instants.map((tick) => (
          <text
            key={tick.value}
            class="chart-text"
            x={tick.position}
            y={height - 8}
            text-anchor="middle"
          >
            {tickText(tick.value, points)}
          </text>
        ))}
        {held && <path class="chart-held" d={held} />}
        <path class="chart-area" d={area} />
        <path class="chart-line" d={line} />
        {lastPoint && <circle class="chart-now" cx={lastPoint.x} cy={lastPoint.y} r="3.5" />}
        {placedPoints.map((point) =>
          point.sequence === undefined ? null : (
            <ChartPoint
              key={point.sequence}
              point={point}
              units={units}
              isMarked={point.sequence === marked}
              onMark={onMark}
            />
          ),
        )}
      </svg>
    </div>
  );
}

function chartLabel({ name, spendableText }: BucketView, count: number): string {
  return `Balance of ${name} over time, with ${count} points. Now ${spendableText}.`;
}

/** The axis shows times within two days, otherwise dates. */
function tickText(at: number, points: readonly { readonly at: number }[]): string {
  const length = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  if (length <= 2 * dayMs) return timeText(at).slice(0, 5);
  return length > 400 * dayMs ? dateText(at) : dayText(at);
}

interface AmountTickProps {
  readonly tick: ChartTick;
  readonly units: string;
  readonly layout: { readonly width: number; readonly left: number; readonly right: number };
}

function AmountTick({ tick: { value, position }, units, layout }: AmountTickProps) {
  return (
    <g>
      <line
        class="chart-grid"
        x1={layout.left}
        x2={layout.width - layout.right}
        y1={position}
        y2={position}
      />
      <text class="chart-text" x={layout.left - 10} y={position + 4} text-anchor="end">
        {amountText(amountOfSteps(value, units))}
      </text>
    </g>
  );
}

interface ChartPointProps {
  readonly point: PlacedPoint;
  readonly units: string;
  readonly isMarked: boolean;
  readonly onMark: (number: number | undefined) => void;
}

/** A posting. Keyboards and screen readers use the row of the same posting in the table. */
function ChartPoint({ point, units, isMarked, onMark }: ChartPointProps) {
  const { x, y, at, spendable, sequence } = point;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table has the same link for keyboards
    <g
      class={isMarked ? "chart-point chart-point-marked" : "chart-point"}
      onMouseEnter={() => onMark(sequence)}
      onMouseLeave={() => onMark(undefined)}
    >
      <title>{`${amountText(amountOfSteps(spendable, units))}, ${instantLabel(at)}`}</title>
      <circle class="chart-target" cx={x} cy={y} r="10" />
      <circle class="chart-dot" cx={x} cy={y} r={isMarked ? 5 : 3.5} />
    </g>
  );
}
