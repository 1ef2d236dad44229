import {
  type ActionRecord,
  type Command,
  type Decision,
  type DecisionContext,
  decide,
  defaultPolicy,
  type HrefOf,
  type LedgerView,
  nextDue,
  type Policy,
} from "@tmf654/ledger";
import type { Clock } from "../clock/clock.ts";
import type { Random } from "../clock/random.ts";
import type { Resource } from "../ports/resource.ts";
import type { Profile } from "../profile/profile.ts";
import { createWorld, type World } from "../store/world.ts";
import type { Books } from "./outside-accounts.ts";
import { createViews } from "./views.ts";

/** What an engine stands on. */
export type CoreOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly profile: () => Profile;
  /** In front of every `href`. */
  readonly basePath: string;
  readonly books: Books;
  readonly maxActions?: number | undefined;
};

/** The one place where a command is decided and applied. */
export type Core = {
  readonly world: World;
  readonly policy: () => Policy;
  readonly hrefOf: HrefOf;
  /** Decides at an instant and applies what was decided; nothing comes in between. */
  execute(command: Command, bent?: { view: LedgerView; context: DecisionContext }): Decision;
  /** An action as the contract has it: the kept resource when the record is the present one. */
  show(action: ActionRecord): Resource;
  /** The circumstances of a command at an instant; now, unless said otherwise. */
  context(at?: number): DecisionContext;
};

/** Wires ledger and store. Ids are drawn from the seed, so the same requests make the same ids. */
export function createCore(options: CoreOptions): Core {
  const { clock, random, profile, basePath, books } = options;
  const policy = policyOf(profile);
  const hrefOf: HrefOf = (resource, id) => `${basePath}/${resource}/${encodeURIComponent(id)}`;
  const views = createViews({ now: clock.now, policy, hrefOf, bucket: (id) => world.bucket(id) });
  const world: World = createWorld({
    ...views,
    bucketDue: ({ endsAt }) => endsAt,
    actionDue: (record) => nextDue(record, policy())?.at,
    maxActions: options.maxActions,
  });
  const context = (at?: number): DecisionContext => ({
    now: at ?? clock.now(),
    policy: policy(),
    nextId: () => random.uuid(),
  });
  return {
    world,
    policy,
    hrefOf,
    context,
    show: (action) => {
      const present = world.action(action.id) === action && !action.deleted;
      const kept = present ? world.actionsOf(action.kind).resource(action.id) : undefined;
      return kept ?? views.actionView.show(action);
    },
    execute: (command, bent) => {
      const decision = decide(bent?.view ?? world, command, bent?.context ?? context());
      world.apply(decision.changes);
      books.enter(decision.postings);
      if (decision.changes.length > 0) clock.poke();
      return decision;
    },
  };
}

/** The policy of the present profile, made once for each profile object. */
function policyOf(profile: () => Profile): () => Policy {
  let seen: Profile | undefined;
  let policy: Policy = defaultPolicy;
  return () => {
    const current = profile();
    if (current !== seen) {
      seen = current;
      policy = { ...defaultPolicy, ...current.ledger };
    }
    return policy;
  };
}
