import {
  type Command,
  type Decision,
  type DecisionContext,
  decide,
  type LedgerView,
  type Policy,
  recordReads,
} from "@tmf654/ledger";
import type {
  AppliedTestNumber,
  PublishedEvent,
  RecordedCommand,
  RequestNotes,
} from "../ports/request-notes.ts";

/** The arguments of a decision, and what a record needs to repeat it. */
export interface DecisionArguments {
  readonly view: LedgerView;
  readonly context: DecisionContext;
  /** Returns the policy of the profile. */
  readonly policy: () => Policy;
  /** The test number that changed the view or the context. */
  readonly testNumber: AppliedTestNumber | undefined;
}

/** A command whose events are not complete yet. */
type RecordDraft = RecordedCommand & { readonly events: PublishedEvent[] };

/**
 * The recorder of the commands of a request, with what they read. A trace decides the commands
 * again, so a request stores only references to its records.
 */
export class CommandRecorder {
  #notes: RequestNotes | undefined;
  #latest: RecordDraft | undefined;

  /** Runs a synchronous function and adds its commands to the notes. */
  record<T>(notes: RequestNotes, run: () => T): T {
    const outerNotes = this.#notes;
    this.#notes = notes;
    try {
      return run();
    } finally {
      this.#notes = outerNotes;
      this.#latest = undefined;
    }
  }

  /** Decides a command. Records its arguments and its reads while a traced request runs. */
  decide(command: Command, { view, context, testNumber, ...rest }: DecisionArguments): Decision {
    const notes = this.#notes;
    if (!notes) return decide(view, command, context);
    const policy = rest.policy();
    const recordedReads = recordReads(view);
    const ids: string[] = [];
    const nextId: DecisionContext["nextId"] = (kind) => {
      const id = context.nextId(kind);
      ids.push(id);
      return id;
    };
    const { now: at, paymentResult } = context;
    this.#latest = {
      command,
      at,
      policy,
      ...(context.policy !== policy && { policyChanges: changesOf(policy, context.policy) }),
      ...(paymentResult && { paymentResult }),
      ...(testNumber && { testNumber }),
      reads: recordedReads.reads,
      ids,
      events: [],
    };
    notes.commands.push(this.#latest);
    return decide(recordedReads.view, command, { ...context, nextId });
  }

  /** Adds an event that the latest command published. */
  addEvent(
    { eventId, eventType }: Pick<PublishedEvent, "eventId" | "eventType">,
    to: PublishedEvent["to"],
  ): void {
    this.#latest?.events.push({
      eventId,
      eventType,
      to: to.map(({ id, callback }) => ({ id, callback })),
    });
  }
}

function changesOf(policy: Policy, usedPolicy: Policy): Partial<Policy> {
  const names = Object.keys(usedPolicy) as (keyof Policy)[];
  const changedNames = names.filter((name) => usedPolicy[name] !== policy[name]);
  return Object.fromEntries(changedNames.map((name) => [name, usedPolicy[name]]));
}
