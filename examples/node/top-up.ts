import { createClient } from "@tmf654/client";

const baseUrl = "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4";
const client = createClient({ baseUrl });

const before = await client.bucket.retrieve("ana-main");
const amount = { amount: 10, units: "EUR" };
const { id, partyAccount = { id: "acc-ana" } } = before;
const body = { amount, usageType: "monetary", bucket: { id }, partyAccount } as const;
const topup = await client.topupBalance.create(body);
const after = await client.bucket.retrieve(id);
console.log(topup.status, before.remainingValueName, "->", after.remainingValueName);
