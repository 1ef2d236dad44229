import type { UsageType } from "@tmf654/contract";
import type { Unit } from "@tmf654/quantity";

const messageUnits: ReadonlySet<string> = /* @__PURE__ */ new Set(["SMS", "MMS", "message"]);

/** Returns the usage type that a unit counts. Counted units other than messages are `other`. */
export function usageTypeOf({ dimension, symbol }: Pick<Unit, "dimension" | "symbol">): UsageType {
  if (dimension.startsWith("money:")) return "monetary";
  if (dimension === "data") return "data";
  if (dimension === "time") return "voice";
  return messageUnits.has(symbol) ? "sms" : "other";
}
