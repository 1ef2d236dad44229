/** @jsxImportSource react */
import { createClient } from "@tmf654/client";
import { useEffect, useState } from "react";

const baseUrl = "https://api.example.org/tmf-api/prepayBalanceManagement/v4";
const { bucket, topupBalance } = createClient({ baseUrl });
const topup = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
};

export function App() {
  const [balance, setBalance] = useState("");
  const read = async () => setBalance((await bucket.retrieve("ana-main")).remainingValueName);
  const topUp = async () => {
    await topupBalance.create({ ...topup, amount: { amount: 10, units: "EUR" } });
    await read();
  };
  useEffect(() => {
    read();
  }, []);
  return (
    <>
      <output>{balance}</output>
      <button type="button" onClick={topUp}>
        Top up
      </button>
    </>
  );
}
