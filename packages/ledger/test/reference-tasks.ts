import type { WorkloadCommand } from "./commands.ts";
import type { ReferenceAction, ReferenceBucket, References } from "./reference-records.ts";
import { HOUR, type ReferenceState, referencesOf } from "./reference-state.ts";

/** The commands of a type. */
export type CommandOf<T extends WorkloadCommand["type"]> = Extract<WorkloadCommand, { type: T }>;

/** Refusals that record no task: malformed requests, and a payment that was already used. */
const unrecordedRefusals = [
  "quantityIncomplete",
  "amountInexact",
  "dateTimeInvalid",
  "autoTopupInvalid",
  "duplicateRequest",
];

export const formRefusals = ({ kind, defect }: ReferenceAction) =>
  [
    ["quantityIncomplete", defect === "noUnits"],
    ["amountInexact", defect === "inexact"],
    ["dateTimeInvalid", defect === "badDate" && kind !== "transfer"],
  ] as const;

/** Whether an action's reference differs from the bucket's. A bucket without one accepts any. */
export const isForeign = (
  { references: bucketReferences }: ReferenceBucket,
  { references: namedReferences }: Pick<ReferenceAction, "references">,
  name: keyof References,
): boolean =>
  namedReferences[name] !== undefined &&
  bucketReferences[name] !== undefined &&
  namedReferences[name] !== bucketReferences[name];

export function referenceRefusals(modelBucket: ReferenceBucket, modelAction: ReferenceAction) {
  return [
    ["partyAccountMismatch", isForeign(modelBucket, modelAction, "account")],
    ["logicalResourceMismatch", isForeign(modelBucket, modelAction, "number")],
    ["productMismatch", isForeign(modelBucket, modelAction, "product")],
  ] as const;
}

export function matchRefusals(
  state: ReferenceState,
  modelBucket: ReferenceBucket,
  modelAction: ReferenceAction,
) {
  const { kind, defect } = modelAction;
  return [
    ["bucketNotFound", state.isMissing(modelBucket)],
    ["parentTopupNotFound", defect === "parent" && kind === "topup"],
    ...referenceRefusals(modelBucket, modelAction),
    ["usageTypeMismatch", defect === "usage"],
    ["unitMismatch", defect === "unit"],
  ] as const;
}

export function isOutsideLimits(
  state: ReferenceState,
  { kind }: ReferenceAction,
  modelBucket: ReferenceBucket,
  amount: number,
): boolean {
  const bounds = state.boundsOf(kind, modelBucket);
  return (
    bounds !== undefined &&
    amount !== 0 &&
    (Math.abs(amount) < bounds.least || Math.abs(amount) > bounds.most)
  );
}

export const newAction = (
  state: ReferenceState,
  kind: ReferenceAction["kind"],
  { bucket, ...request }: Partial<ReferenceAction> & { bucket: number },
): ReferenceAction => ({
  kind,
  at: state.idOf(bucket),
  since: state.clock.now,
  status: "created",
  isDeleted: false,
  amount: 0,
  defect: undefined,
  references: referencesOf(request.defect),
  end: undefined,
  due: undefined,
  description: undefined,
  method: undefined,
  voucher: undefined,
  postAutoTopup: undefined,
  run: () => "",
  ...request,
});

/** Records a requested action with its result. */
export function recordAction(
  state: ReferenceState,
  of: keyof ReferenceState["requested"],
  modelAction: ReferenceAction,
  refusalText: string,
): string {
  const { references } = state.modelBucketAt(modelAction.at);
  modelAction.references = { ...references, ...modelAction.references };
  const isKept =
    refusalText === "" || !(unrecordedRefusals.includes(refusalText) || state.terms.rejects);
  state.requested[of].push(isKept ? modelAction : undefined);
  if (!isKept) return `refused ${refusalText}`;
  state.modelActions.push(modelAction);
  if (refusalText === "") return "accepted Create";
  modelAction.status = "failed";
  return `refused ${refusalText} Failure`;
}

/** Executes the action now, or after its delay; it may be refused then. Returns its bonus. */
export function startModelAction(
  state: ReferenceState,
  modelAction: ReferenceAction,
  delay: number,
  findReason: () => string,
  perform: () => ReferenceAction | undefined,
): ReferenceAction | undefined {
  const execute = () => {
    const bonus = perform();
    modelAction.status = "completed";
    return bonus;
  };
  if (delay === 0) return execute();
  modelAction.due = state.clock.now + delay;
  modelAction.run = () => {
    const reason = findReason();
    if (reason !== "") {
      modelAction.status = "failed";
      return `refused ${reason} Failure`;
    }
    const bonus = execute();
    if (bonus === undefined) return "accepted";
    state.modelActions.push(bonus);
    return "accepted Create";
  };
  return undefined;
}

export function delayOf({ terms }: ReferenceState, { kind, method }: ReferenceAction): number {
  const delay = (terms.delayHours[kind] ?? 0) * HOUR;
  return method === "pm_slow" ? Math.max(delay, 30_000) : delay;
}
