/** Two servers side by side: their differences in shape and in arithmetic. */
import { describe, expect, test } from "vitest";
import type { ServerComparison } from "../src/compare-servers/differences.ts";
import { compareServers } from "../src/index.ts";
import { adjustAgain, isCompleted } from "./mutants/adjustments.ts";
import { editElements, type Mutant, mutate, setMember } from "./mutants/mutant.ts";
import { callbackUrl, startMock, type TestServer } from "./support/mock-server.ts";

/** Compares the mock with a copy that has a broken behaviour, for one case. */
async function compareWithMutant(
  mutant: Omit<Mutant, "name" | "fails">,
  id: string,
): Promise<ServerComparison> {
  const [left, other] = [startMock(), startMock()];
  const right = mutate(other, { name: "broken", fails: [], ...mutant });
  const optionsOf = ({ fetch, baseUrl, received }: TestServer, server: string) => ({
    ...{ fetch, baseUrl, server, filters: [id], allowWrites: true, bucket: "ana-main" },
    callback: { url: callbackUrl, received },
  });
  try {
    return await compareServers(optionsOf(left, "left"), optionsOf(right, "right"));
  } finally {
    await Promise.all([left.close(), other.close()]);
  }
}

const unchanged: Mutant["respond"] = (request, send) => send(request);

describe("compareServers", () => {
  test("finds no difference between two equal servers", async () => {
    const { differences } = await compareWithMutant(
      { on: ["*"], respond: unchanged },
      "behaviour.topupBalance.adds",
    );
    expect(differences).toEqual([]);
  });

  test("shows a member of another type as a difference in shape", async () => {
    const respond = editElements(setMember("name", 5));
    const id = "contract.bucket.list.ids";
    const { differences } = await compareWithMutant({ on: ["listBucket"], respond }, id);
    expect(differences).toEqual([
      {
        kind: "shape",
        caseId: id,
        subject: "GET /bucket",
        left: "[].name: string",
        right: "[].name: number",
      },
    ]);
  });

  test("shows an amount that is charged twice as a difference in arithmetic", async () => {
    const respond = adjustAgain(isCompleted, (amount) => amount);
    const id = "behaviour.topupBalance.adds";
    const { differences } = await compareWithMutant({ on: ["createTopupBalance"], respond }, id);
    expect(differences).toEqual([
      {
        kind: "verdict",
        caseId: id,
        subject: "a completed top-up adds its amount to remainingValue",
        left: "passed",
        right: expect.stringMatching(/^failed: expected that remainingValue\.amount is/),
      },
      {
        kind: "arithmetic",
        caseId: id,
        subject: "change of the balance during the case",
        left: "remainingValue 1, reservedValue 0",
        right: "remainingValue 2, reservedValue 0",
      },
    ]);
  });
});
