import { type Bucket, isTmf654Error, type Tmf654Client } from "@tmf654/client";
import type { UsageType } from "@tmf654/contract";
import { bucketCard, topupAmount } from "./card.ts";
import { createSourceClient, type Source } from "./source.ts";

const settings = new URLSearchParams(location.search);
const form = find<HTMLFormElement>("#query");
const message = find<HTMLElement>("#message");
const list = find<HTMLUListElement>("#buckets");

find<HTMLInputElement>("[name=msisdn]").value = settings.get("msisdn") ?? "34600000101";
const wanted = settings.get("source") ?? "page";
find<HTMLInputElement>(`[name=source][value=${wanted}]`).checked = true;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void showBuckets();
});
void showBuckets();

async function showBuckets(note = ""): Promise<void> {
  const { msisdn, source } = Object.fromEntries(new FormData(form)) as Record<string, string>;
  showMessage("Loading …");
  try {
    const client = await createSourceClient(
      source as Source,
      settings.get("server") ?? "http://127.0.0.1:4010",
    );
    const buckets = await client.bucket.list({ "logicalResource.id": msisdn ?? "" });
    list.replaceChildren(
      ...buckets.items.map((bucket) => bucketCard(bucket, (one) => void topUp(client, one))),
    );
    showMessage(note || (buckets.items.length === 0 ? `No buckets for ${msisdn}.` : ""));
  } catch (error) {
    showError(error);
  }
}

async function topUp(client: Tmf654Client, bucket: Bucket): Promise<void> {
  const { id, partyAccount = { id: "" } } = bucket;
  const usageType = bucket.usageType as UsageType; // the value comes from the same server
  try {
    const amount = topupAmount(bucket);
    await client.topupBalance.create({ amount, usageType, partyAccount, bucket: { id } });
    await showBuckets(`Topped up ${bucket.name} by ${amount.amount} ${amount.units}.`);
  } catch (error) {
    showError(error);
  }
}

function showError(error: unknown): void {
  showMessage(isTmf654Error(error) ? error.message : String(error), "error");
}

function showMessage(content: string, kind: "info" | "error" = "info"): void {
  message.textContent = content;
  message.dataset.kind = kind;
}

function find<E extends Element>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}
