import {
  type BucketRecord,
  type Command,
  type Decision,
  explain,
  type Policy,
} from "@tmf654/ledger";
import { instantText } from "../clock/clock.ts";
import type { ActivityFeed } from "../journal/activity-feed.ts";
import type { BalanceChange, CommandEffects } from "../ports/activity.ts";
import { balanceChangeOf } from "./balance-change.ts";

/** A command and its decision, before the decision is applied. */
export interface DecidedCommand {
  readonly command: Command;
  readonly decision: Decision;
  /** The instant of the command, epoch milliseconds by the mock's clock. */
  readonly at: number;
  readonly bucketBefore: (id: string) => BucketRecord | undefined;
  readonly policy: Policy;
}

/**
 * Adds a command to the request in progress. Without a request the command is an activity of its
 * own.
 */
export function reportCommand(feed: ActivityFeed, decided: DecidedCommand): void {
  const effects = effectsOf(decided);
  if (feed.add(effects)) return;
  const target = targetOf(decided);
  const { command, at } = decided;
  const targetMember = target === undefined ? {} : { target };
  feed.emit({
    kind: "command",
    time: instantText(at),
    command: command.type,
    ...targetMember,
    ...effects,
  });
}

/** The balances that a command changes, and why the ledger refused it. */
export function effectsOf({ decision, bucketBefore, policy }: DecidedCommand): CommandEffects {
  const changes = decision.changes.flatMap((change): readonly BalanceChange[] =>
    change.table === "bucket" && change.record
      ? changeOf(bucketBefore(change.id), change.record, policy)
      : [],
  );
  const { refusal } = decision;
  if (!refusal) return { changes };
  return { changes, refusal: { code: refusal.code, message: explain(refusal) } };
}

/** The id of the bucket or action that a command names, or the number that used its buckets. */
function targetOf({ command, decision }: DecidedCommand): string | undefined {
  if (command.type === "use") return command.logicalResource?.[0]?.id ?? command.bucketIds[0];
  if ("bucketId" in command) return command.bucketId;
  if ("actionId" in command) return command.actionId;
  return decision.result?.id;
}

function changeOf(
  recordBefore: BucketRecord | undefined,
  recordAfter: BucketRecord,
  policy: Policy,
): readonly BalanceChange[] {
  const { id: bucketId, remaining, units } = recordAfter;
  const spendable = remaining - (recordBefore?.remaining ?? 0);
  const reserved = recordAfter.reserved - (recordBefore?.reserved ?? 0);
  return balanceChangeOf({ bucketId, spendable, reserved, remaining }, units, policy);
}
