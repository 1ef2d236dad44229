import type { DueEffect, DueEffectName } from "@tmf654/mock/control";

/** The sentences about due effects, by the name of the effect, for a bucket. */
const effectTexts: Readonly<Record<DueEffectName, (bucket: string) => string>> = {
  starts: (bucket) => `The validity of ${bucket} starts`,
  warn: (bucket) => `The signal that ${bucket} ends soon is sent`,
  expires: (bucket) => `The validity of ${bucket} ends`,
  forfeit: (bucket) => `The value of ${bucket} is forfeited`,
  stage: (bucket) => `The next stage of ${bucket} begins`,
  reservation: (bucket) => `A reservation of ${bucket} expires`,
  autoTopup: (bucket) => `An auto-top-up of ${bucket} runs`,
  completion: (bucket) => `A delayed action on ${bucket} completes`,
  retry: (bucket) => `An event about ${bucket} is sent again`,
};

const names: Readonly<Record<DueEffectName, string>> = {
  starts: "Validity starts",
  warn: "Signal: ends soon",
  expires: "Validity ends",
  forfeit: "Value is forfeited",
  stage: "Next stage begins",
  reservation: "Reservation expires",
  autoTopup: "Auto-top-up runs",
  completion: "Delayed action completes",
  retry: "Event is sent again",
};

/** Returns what is due, in words, with its bucket. */
export function effectText({ effect, bucketId = "a bucket" }: DueEffect): string {
  return effectTexts[effect](bucketId);
}

/** Returns the name of what is due, without its bucket. */
export function effectName({ effect }: Pick<DueEffect, "effect">): string {
  return names[effect];
}
