/** Words that this project does not use, with the usual word to write instead. */
interface Replacement {
  readonly pattern: RegExp;
  readonly instead: string;
}

export const WORDS: readonly Replacement[] = [
  { pattern: /\banswer(?:s|ed|ing)?\b/i, instead: "response, respond or return" },
  { pattern: /\b(?:tell|tells|told)\b/i, instead: "call with, report, show or say" },
  { pattern: /\bexchanges?\b/i, instead: "request, response or call" },
  { pattern: /\bchance\b/i, instead: "random or probability" },
  { pattern: /\bnobody\b/i, instead: "no client, no caller or none" },
  { pattern: /\b(?:that|which|who) (?:is|are) (?:none|no)\b/i, instead: "invalid or unknown" },
  { pattern: /\bworlds?\b/i, instead: "state" },
  { pattern: /\btolerant\b/i, instead: "lenient" },
  { pattern: /\blapse[sd]?\b/i, instead: "forfeit or expire" },
  { pattern: /\bdoors?\b/i, instead: "function or entry point" },
  { pattern: /\b(?:bury|buried|buries)\b/i, instead: "dead-letter" },
  { pattern: /\bwaiters?\b/i, instead: "poller" },
  { pattern: /\blanes?\b/i, instead: "ordering key" },
  { pattern: /\bseams?\b/i, instead: "interface" },
  { pattern: /\bshowcases?\b/i, instead: "cache" },
  { pattern: /\bpok(?:e|es|ed|ing)\b/i, instead: "reschedule" },
  { pattern: /\bpatience\b/i, instead: "wait budget" },
  { pattern: /\bplant(?:s|ed|ing)?\b/i, instead: "seed" },
  { pattern: /\bspoil(?:s|ed|ing)?\b/i, instead: "apply a fault" },
  { pattern: /\bflights\b/i, instead: "in-flight requests" },
  { pattern: /\bsabotages?\b/i, instead: "fault" },
  { pattern: /\b(?:the|a) papers?\b/i, instead: "the document by its name" },
  { pattern: /\bupkeep\b/i, instead: "maintenance" },
  { pattern: /\bbeats?\b/i, instead: "heartbeat" },
  { pattern: /\b(?:bookings?|booked)\b/i, instead: "adjustment or posting" },
  { pattern: /\b(?:judges?|judged|judging)\b/i, instead: "check or decide" },
  { pattern: /\btwins?\b/i, instead: "copy, or the other one by its name" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: "correct or repair" },
  { pattern: /\bwhoever\b/i, instead: "a client, a caller or each one that" },
  { pattern: /\b(?:a|each|the|this) hold\b/i, instead: "reservation, or held amount" },
  { pattern: /\b(?:bend(?:s|ing)?|bent)\b/i, instead: "change or adjust" },
  { pattern: /\brooms?\b/i, instead: "space, limit, capacity or folder" },
  { pattern: /\bsurroundings\b/i, instead: "environment" },
  { pattern: /\bspeakers?\b/i, instead: "API client" },
];
