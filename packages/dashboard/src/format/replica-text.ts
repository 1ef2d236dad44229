import type { ReplicaState } from "@tmf654/mock/control";

/** Returns sentences about a server that shares its database with others. */
export function replicaText({ count, position, lag, isSender }: ReplicaState): string {
  const serversText = count === 1 ? "1 server uses" : `${count} servers use`;
  const lagText = lag === 0 ? "has all changes" : `is ${lag.toLocaleString("en")} changes behind`;
  const positionText = `at position ${position.toLocaleString("en")}`;
  const senderText = isSender ? "It sends the events." : "Another server sends the events.";
  return `${serversText} this database. This server ${lagText}, ${positionText}. ${senderText}`;
}
