import type { Bucket } from "@tmf654/client";

const STEP: Partial<Record<string, number>> = { monetary: 5, data: 1, voice: 30, sms: 50 };

/** The amount that one click adds, in the bucket's unit. */
export const topupAmount = ({ usageType = "other", remainingValue }: Bucket) => ({
  amount: STEP[usageType] ?? 1,
  units: remainingValue?.units ?? "",
});

/** One bucket as a list item; `onTopup` is called when its button is pressed. */
export function bucketCard(bucket: Bucket, onTopup: (bucket: Bucket) => void): HTMLLIElement {
  const item = document.createElement("li");
  item.dataset.status = bucket.status ?? "";
  item.dataset.bucket = bucket.id ?? "";
  const { amount, units } = topupAmount(bucket);
  item.append(
    text("span", bucket.name ?? bucket.usageType ?? ""),
    text("strong", bucket.remainingValueName ?? ""),
    text("small", validity(bucket)),
    button(`Top up ${amount} ${units}`, () => onTopup(bucket)),
  );
  return item;
}

function validity({ status, validFor }: Bucket): string {
  const end = validFor?.endDateTime;
  const until = end === undefined ? "" : ` until ${new Date(end).toLocaleDateString("en-GB")}`;
  return `${status ?? "unknown"}${until}`;
}

function text(tag: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", press);
  return element;
}
