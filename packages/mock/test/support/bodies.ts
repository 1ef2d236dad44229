/** A top-up that every rule accepts. The given members replace its own. */
export function topup(
  replacedMembers: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    amount: { amount: 5, units: "EUR" },
    bucket: { id: "b02" },
    usageType: "monetary",
    partyAccount: { id: "acc-1" },
    ...replacedMembers,
  };
}
