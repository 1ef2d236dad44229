import { useEffect, useState } from "react";
import { readBalance, topUp } from "./top-up.ts";

/** The balance of a bucket, with a button that adds 10. */
export function TopUpButton({ bucket }: { readonly bucket: string }) {
  const [balance, setBalance] = useState("…");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void readBalance(bucket).then(setBalance), [bucket]);
  async function pay() {
    setBusy(true);
    setProblem(await topUp(bucket, 10));
    setBalance(await readBalance(bucket));
    setBusy(false);
  }
  return (
    <section>
      <output>{balance}</output>
      <button type="button" onClick={pay} disabled={isBusy}>
        Top up 10
      </button>
      {problem && <p role="alert">Refused: {problem}</p>}
    </section>
  );
}
