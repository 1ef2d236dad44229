import type { Command, Decision } from "@tmf654/ledger";
import { explain } from "@tmf654/ledger";
import { bucketBody, bucketIdOf, instantOf, voucherRecord } from "../scenarios/bucket-body.ts";
import { ScenarioError } from "../scenarios/error.ts";
import type { Scenario, SeedAction, Subscriber } from "../scenarios/scenario.ts";
import type { EngineCore } from "./core.ts";
import { kindOf } from "./names.ts";

/**
 * Makes a scenario's subscribers, vouchers and past, relative to `start`. Nobody is told.
 * @throws ScenarioError naming what does not fit: an id twice, an unknown unit, a bad duration.
 */
export function seedScenario(scenario: Scenario, core: EngineCore, start: number): void {
  addSubscribers(scenario.subscribers ?? [], core, start);
  for (const voucher of scenario.vouchers ?? []) {
    core.store.putVoucher(voucherRecord(voucher, start));
  }
  const actions = (scenario.actions ?? []).map((action) => ({
    action,
    at: instantOf(action.at, start),
  }));
  for (const { action, at } of actions.sort((a, b) => a.at - b.at)) perform(action, core, at);
}

/** Adds subscribers to a store, any number of them. */
export function addSubscribers(
  subscribers: Iterable<Subscriber>,
  core: EngineCore,
  start: number,
): number {
  let count = 0;
  for (const subscriber of subscribers) {
    for (const bucket of subscriber.buckets) {
      const body = bucketBody(subscriber, bucket, start);
      const at = Math.min(start, instantOf(bucket.starts ?? "-P30D", start));
      const place = `bucket ${bucketIdOf(subscriber, bucket)}`;
      must(at, { type: "open", body }, core, place);
    }
    count += 1;
  }
  return count;
}

/** A past action may be refused, and is then a failed task, as it would have been. */
function perform({ resource, body, patch }: SeedAction, core: EngineCore, at: number): void {
  const kind = kindOf(resource);
  if (!kind) throw new ScenarioError(`no task resource: ${resource}`);
  const decision = runAt(at, { type: kind, body }, core);
  if (!decision.result) throw new ScenarioError(`${resource}: ${reasonOf(decision)}`);
  if (!patch) return;
  const { id } = decision.result;
  must(at, { type: "patch", kind, id, body: patch }, core, `PATCH of a ${resource}`);
}

function must(at: number, command: Command, core: EngineCore, place: string): void {
  const decision = runAt(at, command, core);
  if (decision.refusal) throw new ScenarioError(`${place}: ${reasonOf(decision)}`);
}

function runAt(at: number, command: Command, core: EngineCore): Decision {
  return core.execute(command, { view: core.store, context: core.context(at) });
}

function reasonOf({ refusal }: Decision): string {
  return refusal ? `${refusal.code}: ${explain(refusal)}` : "nothing came of it";
}
