import {
  type ActionRecord,
  type Command,
  type Decision,
  type DecisionContext,
  defaultPolicy,
  type HrefOf,
  type LedgerView,
  nextDue,
  type Policy,
  terminationTime,
  usabilityEnd,
} from "@tmf654/ledger";
import { allPolicies } from "@tmf654/ledger/policies";
import type { Clock } from "../clock/clock.ts";
import type { Random } from "../clock/random.ts";
import type { ActivityFeed } from "../journal/activity-feed.ts";
import type { LimitWatch } from "../ports/limits.ts";
import type { AppliedTestNumber } from "../ports/request-notes.ts";
import type { Resource } from "../ports/resource.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { Profile } from "../profile/profile.ts";
import { createStore, type Store } from "../store/store.ts";
import type { CommandRecorder } from "./command-recorder.ts";
import { createOpenedBuckets, type OpenedBuckets, openingBody } from "./opened-buckets.ts";
import type { OutsideTotals } from "./outside-accounts.ts";
import type { PostingLog } from "./posting-log.ts";
import { reportCommand } from "./report-command.ts";
import { createViews } from "./views.ts";

/** The options of an engine core. */
export interface EngineCoreOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly profile: () => Profile;
  /** The start of every `href`. */
  readonly basePath: string;
  readonly outsideAccounts: OutsideTotals;
  readonly postings: PostingLog;
  readonly limits: LimitWatch;
  readonly feed: ActivityFeed;
  readonly recorder: CommandRecorder;
  readonly stateChanges?: StateChanges;
}

/** The view and the context that a command reads, in place of the store and the current context. */
export interface ExecutionOptions {
  readonly view: LedgerView;
  readonly context: DecisionContext;
  /** Whether the command is part of a scenario. No limit applies to its buckets. */
  readonly isSeed?: boolean;
  /** The test number that changed the view or the context. */
  readonly testNumber?: AppliedTestNumber | undefined;
}

/** The ledger and the store of one mock, which decide and apply commands. */
export interface EngineCore {
  readonly store: Store;
  readonly policy: () => Policy;
  readonly hrefOf: HrefOf;
  readonly openedBuckets: OpenedBuckets;
  /** Decides a command and applies the decision in one synchronous step. */
  execute(command: Command, executionOptions?: ExecutionOptions): Decision;
  /**
   * Returns the limit of opened buckets that a command would exceed, by the name that refusals use.
   * The limit then counts as reached.
   */
  exceededLimit(command: Command, executionOptions?: ExecutionOptions): string | undefined;
  /**
   * Returns an action as a resource of the contract, from the cache if the record has not changed.
   */
  show(action: ActionRecord): Resource;
  /** Creates the context of a command at an instant. Default: now. */
  context(at?: number): DecisionContext;
}

/** Creates an engine core. Ids come from the seed, so the same requests give the same ids. */
export function createEngineCore(options: EngineCoreOptions): EngineCore {
  const { clock, random, profile, basePath, outsideAccounts, postings, feed } = options;
  const { limits, recorder, stateChanges } = options;
  const policy = policyOf(profile);
  const hrefOf: HrefOf = (resource, id) => `${basePath}/${resource}/${encodeURIComponent(id)}`;
  const views = createViews({ now: clock.now, policy, hrefOf, bucket: (id) => store.bucket(id) });
  const store: Store = createStore({
    ...views,
    bucketDue: (record) => {
      const { startsAt, endsAt } = record;
      const stages = [usabilityEnd(endsAt, policy()), terminationTime(endsAt, policy())];
      return [...new Set([startsAt, endsAt, ...stages, nextDue(record, policy())?.at])];
    },
    actionDue: (record) => nextDue(record, policy())?.at,
    limits,
    ...(stateChanges && { stateChanges }),
  });
  const openedBuckets = createOpenedBuckets(limits, stateChanges);
  const contextAt = (at?: number): DecisionContext => ({
    now: at ?? clock.now(),
    policy: policy(),
    modules: allPolicies,
    nextId: () => random.uuid(),
  });
  const exceededLimit: EngineCore["exceededLimit"] = (command, executionOptions) => {
    if (executionOptions?.isSeed) return undefined;
    const usedPolicy = executionOptions?.context.policy ?? policy();
    const body = openingBody(command, executionOptions?.view ?? store, usedPolicy);
    const limitName = body && openedBuckets.exceededLimit(body);
    if (!limitName) return undefined;
    limits.countReached(limitName);
    return `\`${limitName}\` of ${limits.max[limitName]}`;
  };
  return {
    store,
    policy,
    hrefOf,
    openedBuckets,
    exceededLimit,
    context: contextAt,
    show: (action) => {
      const isPresent = store.action(action.id) === action && !action.deleted;
      const storedResource = isPresent
        ? store.actionsOf(action.kind).resource(action.id)
        : undefined;
      return storedResource ?? views.actionView.show(action);
    },
    execute: (command, executionOptions) => {
      const usedContext = executionOptions?.context ?? contextAt();
      const view = executionOptions?.view ?? store;
      const { testNumber } = executionOptions ?? {};
      const decision = recorder.decide(command, { view, context: usedContext, policy, testNumber });
      if (feed.isActive) {
        const { bucket: bucketBefore } = store;
        const at = usedContext.now;
        reportCommand(feed, { command, decision, at, bucketBefore, policy: policy() });
      }
      if (!executionOptions?.isSeed) openedBuckets.count(decision.changes, store);
      store.apply(decision.changes);
      outsideAccounts.add(decision.postings);
      postings.add(decision.postings, command.type, usedContext.now);
      if (decision.changes.length > 0) clock.reschedule();
      return decision;
    },
  };
}

/** Creates the policy of the current profile, once for each profile object. */
function policyOf(profile: () => Profile): () => Policy {
  let seenProfile: Profile | undefined;
  let policy: Policy = defaultPolicy;
  return () => {
    const currentProfile = profile();
    if (currentProfile !== seenProfile) {
      seenProfile = currentProfile;
      policy = { ...defaultPolicy, ...currentProfile.ledger };
    }
    return policy;
  };
}
