/** Returns a sentence about an error, for a person. */
export function errorText(error: unknown): string {
  if (error instanceof TypeError)
    return "The mock does not respond. Nothing was changed. Start it, then try again.";
  if (!(error instanceof Error)) return String(error);
  const text = error.message.charAt(0).toUpperCase() + error.message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
