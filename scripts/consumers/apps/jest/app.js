/** The app under test. It knows no mock. */
const { createClient } = require("@tmf654/client");

const baseUrl = "https://api.example.org/tmf-api/prepayBalanceManagement/v4";
const client = createClient({ baseUrl });

exports.topUp = (amount) =>
  client.topupBalance.create({
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount, units: "EUR" },
  });
