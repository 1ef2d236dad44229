import type { Command, Decision } from "@tmf654/ledger";
import { explain, kindOf } from "@tmf654/ledger";
import {
  bucketBody,
  bucketTerms,
  createSeedDates,
  instantOf,
  ownerMembers,
  startsOf,
  voucherRecord,
} from "../scenarios/bucket-body.ts";
import { ScenarioError } from "../scenarios/error.ts";
import type { Scenario, SeedAction, Subscriber } from "../scenarios/scenario.ts";
import type { EngineCore } from "./core.ts";

/**
 * Adds the subscribers, vouchers and past actions of a scenario, relative to `start`. The function
 * publishes no events.
 * @throws ScenarioError that names the invalid part, such as a repeated id, an unknown unit or a
 * bad duration.
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
  for (const { action, at } of actions.sort((a, b) => a.at - b.at)) runSeedAction(action, core, at);
}

/** Adds subscribers and returns their number. */
export function addSubscribers(
  subscribers: Iterable<Subscriber>,
  core: EngineCore,
  start: number,
): number {
  const dates = createSeedDates(start);
  let count = 0;
  for (const subscriber of subscribers) {
    const owner = ownerMembers(subscriber);
    for (const bucket of subscriber.buckets) {
      const id = `${subscriber.key}-${bucket.key}`;
      const body = bucketBody(id, bucket, owner, dates);
      const { at } = startsOf(bucket, dates).bought;
      runOrThrow(at, { type: "open", body, terms: bucketTerms(bucket) }, core, `bucket ${id}`);
    }
    count += 1;
  }
  return count;
}

/** Runs a past action. If the ledger refuses the action, it becomes a failed task. */
function runSeedAction({ resource, body, patch }: SeedAction, core: EngineCore, at: number): void {
  const kind = kindOf(resource);
  if (!kind) throw new ScenarioError(`unknown task resource ${resource}`);
  const decision = runAt(at, { type: kind, body }, core);
  if (!decision.result) throw new ScenarioError(`${resource}: ${reasonOf(decision)}`);
  if (!patch) return;
  const { id } = decision.result;
  runOrThrow(at, { type: "patch", kind, id, body: patch }, core, `PATCH of a ${resource}`);
}

function runOrThrow(at: number, command: Command, core: EngineCore, place: string): void {
  const decision = runAt(at, command, core);
  if (decision.refusal) throw new ScenarioError(`${place}: ${reasonOf(decision)}`);
}

function runAt(at: number, command: Command, core: EngineCore): Decision {
  return core.execute(command, {
    view: core.store,
    context: core.context(at),
    isSeed: true,
  });
}

function reasonOf({ refusal }: Decision): string {
  return refusal ? `${refusal.code}: ${explain(refusal)}` : "no result";
}
