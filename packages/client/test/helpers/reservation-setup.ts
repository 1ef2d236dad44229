import { createClient } from "@tmf654/client";
import { createUnreliableMock, type RequestFault } from "./unreliable-mock.ts";

export const oneHour = { endDateTime: "2026-03-10T13:00:00Z" };
export const reservationBody = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 5, units: "EUR" },
} as const;
export const consumeParams = { reason: "paid" };
export const threeEuros = { amount: 3, units: "EUR" };

/** A mock that refuses methods, and a reservation of 5 of the 25.50 EUR in the bucket. */
export async function setUpReservation(
  refused: Readonly<Record<string, RequestFault | undefined>> = {},
  moreOptions: object = {},
  validFor: object | undefined = oneHour,
) {
  const unreliable = createUnreliableMock("reference", "keeps" in refused);
  unreliable.hooks.fault = (method) => refused[method] ?? "none";
  const client = createClient({ ...unreliable.options, retry: false, ...moreOptions });
  const reservation = await client.reserveBalance.create({
    ...reservationBody,
    ...(validFor && { validFor }),
  });
  unreliable.seen.length = 0;
  const requestsText = () =>
    unreliable.seen.map((line) => line.replace(`/${reservation.id}`, "")).join(", ");
  return { ...unreliable, client, reservation, requests: requestsText };
}
