import { type Standing, standingText } from "../format/standing.ts";
import { Badge, type Tone } from "./badge.tsx";

const tones: Readonly<Record<Standing, Tone>> = {
  active: "good",
  low: "warn",
  empty: "neutral",
  suspended: "warn",
  expired: "bad",
  ending: "warn",
};

/** The state of a bucket, as a word with a colour. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  return <Badge tone={tones[standing]}>{standingText[standing]}</Badge>;
}
