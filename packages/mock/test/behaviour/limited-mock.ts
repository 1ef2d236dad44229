import type { LimitName, Limits } from "@tmf654/mock";
import { sendTo } from "../support/send.ts";
import { createStoppedMock, money, scenarioOfAccount } from "./setup.ts";

export const hub = { callback: "http://127.0.0.1:9/e" };

/** Creates a mock with one small limit, and functions that add data. */
export function createLimitedMock(limits: Partial<Limits>, status = 500) {
  const said: [LimitName, number][] = [];
  const mock = createStoppedMock({
    limits,
    onLimit: (name, most) => said.push([name, most]),
    fetch: async () => new Response(null, { status }),
  });
  const send = sendTo(mock);
  const topup = (headers: Record<string, string> = {}, replacedMembers: object = {}) =>
    send({
      method: "POST",
      path: "/topupBalance",
      headers: { "content-type": "application/json", ...headers },
      body: { ...createApiBody(), ...replacedMembers },
      checked: false,
    });
  const openBucket = (over: object) => {
    if (mock.profile().name !== "ctk") mock.setProfile("ctk");
    const body = { usageType: "monetary", remainingValue: money(0), ...over };
    return send({ method: "POST", path: "/bucket", body, checked: false });
  };
  const register = (over: object = {}) =>
    send({ method: "POST", path: "/hub", body: { ...hub, ...over }, checked: false });
  /** A top-up with a wrong voucher code, to a bucket of the account. */
  const redeemWrongCode = (account: string) => {
    const key = `of-${account}`;
    if (!mock.get("bucket", `${key}-main`)) mock.seed(scenarioOfAccount(key, account));
    const bucket = { id: `${key}-main` };
    return topup({}, { bucket, partyAccount: { id: account }, voucher: "wrong-code" });
  };
  const get = async (authorization: string) =>
    (await send({ path: "/bucket/ana-main", headers: { authorization } })).status;
  const addFault = async (description: string) => {
    const match = { operation: "createTopupBalance", body: { description } };
    const body = JSON.stringify({ match, fault: { kind: "drop" } });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    return (await mock.fetch("http://localhost/__mock/faults", init)).status;
  };
  return { mock, send, topup, open: openBucket, register, redeemWrongCode, get, addFault, said };
}

export const createApiBody = () => ({
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});

export type LimitedMock = ReturnType<typeof createLimitedMock>;
