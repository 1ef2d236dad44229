import { createClient } from "@tmf654/client";

const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

const before = await client.bucket.retrieve("ana-main");
const topup = await client.topupBalance.create({
  amount: { amount: 10, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});
const after = await client.bucket.retrieve("ana-main");
console.log(topup.status, before.remainingValueName, "->", after.remainingValueName);
