/** Mutants of the effects of actions on balances. */
import { isRecord, valueAt } from "../../src/values/path.ts";
import { bodyOf, type Mutant, type Send, type WireRequest } from "./mutant.ts";

export const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Makes an adjustment that the server did not receive. */
export async function adjust(send: Send, bucket: string, amount: number): Promise<void> {
  await send({
    operation: "createAdjustBalance",
    method: "POST",
    path: "/adjustBalance",
    query: "",
    headers: { "content-type": "application/json" },
    text: JSON.stringify({
      bucket: { id: bucket },
      usageType: "monetary",
      amount: { amount, units: "EUR" },
    }),
  });
}

export type ResponseTest = (body: Record<string, unknown>, request: WireRequest) => boolean;

export const isStatus =
  (status: string): ResponseTest =>
  (body) =>
    body.status === status;

/** Changes the balance once more after an action that ended with this status. */
export function adjustAgain(
  when: ResponseTest,
  amountOf: (asked: number) => number,
  bucket = "ana-main",
): Mutant["respond"] {
  return async (request, send) => {
    const response = await send(request);
    const body = response.text === "" ? undefined : bodyOf(response);
    if (isRecord(body) && when(body, request)) {
      const asked = Number(valueAt(JSON.parse(request.text || "{}"), "amount.amount") ?? 0);
      const amount = amountOf(asked);
      if (amount !== 0) await adjust(send, bucket, amount);
    }
    return response;
  };
}

/** Makes an adjustment after a DELETE that the server executed. */
export function bookAfterDelete(bucket: string, amount: number): Mutant["respond"] {
  return async (request, send) => {
    const response = await send(request);
    if (response.status === 204) await adjust(send, bucket, amount);
    return response;
  };
}

/** A refusal that looks like a success. */
export const pretendStatus =
  (status: string, when: ResponseTest): Mutant["respond"] =>
  async (request, send) => {
    const response = await send(request);
    const body = response.text === "" ? undefined : bodyOf(response);
    if (!isRecord(body) || !when(body, request)) return response;
    return { ...response, text: JSON.stringify({ ...body, status }) };
  };

export const requestMatches =
  (pattern: RegExp): ResponseTest =>
  (_, { text }) =>
    pattern.test(text);

export const allOf =
  (...tests: readonly ResponseTest[]): ResponseTest =>
  (body, request) =>
    tests.every((test) => test(body, request));

export const isCompleted = isStatus("completed");
export const isFailed = isStatus("failed");
export const amountIs = (amount: number): ResponseTest =>
  requestMatches(new RegExp(`"amount":${amount}[,}]`));
export const isOwnBucket = requestMatches(/"bucket":\{"id":"ana-main"\}/);
