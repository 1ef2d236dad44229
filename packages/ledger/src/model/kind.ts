import { type ActionName, actionNames } from "@tmf654/contract";

type KindOf<Name> = Name extends `${infer Kind}Balance` ? Kind : never;

/** The four operations, without the contract's `Balance`. */
export type ActionKind = KindOf<ActionName>;

/** The kinds of actions, in the contract's order. */
export const actionKinds: ActionKind[] = /*@__PURE__*/ actionNames.map(
  (name) => name.slice(0, -"Balance".length) as ActionKind,
);

/** The resource of a kind of action. */
export const resourceOf = (kind: ActionKind): ActionName => `${kind}Balance`;

/** The kind of action of a resource, or undefined for other resources. */
export const kindOf = (resource: string): ActionKind | undefined =>
  actionKinds.find((kind) => resourceOf(kind) === resource);
