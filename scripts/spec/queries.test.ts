/** The declared query parameters in Prism: valid TMF630 is accepted, invalid values are reported. */
import { beforeAll, describe, expect, test } from "vitest";
import { bundleDocument, foldBasePath } from "../generate/document.ts";
import { type ContractCheck, createContractCheck } from "../prism/contract-check.ts";

let checkContract: ContractCheck;
beforeAll(async () => {
  checkContract = await createContractCheck(
    foldBasePath(await bundleDocument("spec/openapi.yaml")),
  );
});

async function issuePaths(query: string): Promise<string[]> {
  const { operationId, request } = await checkContract({
    method: "GET",
    url: `/tmf-api/prepayBalanceManagement/v4/${query}`,
    status: 200,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: "[]",
  });
  expect(operationId).toBeDefined();
  return request.map(({ path }) => path.join("."));
}

describe("a valid query has no issue", () => {
  test.each([
    "bucket?status=active",
    "bucket?status=active,expired",
    "bucket?status=active&status=expired",
    "bucket?usageType=data,sms&status=active",
    "bucket?id=a,b&partyAccount.id=acc-1001&logicalResource.id=33639980101",
    "bucket?product.id=x&relatedParty.id=y&%40type=Bucket",
    "bucket?isShared=true",
    "bucket?remainingValue.amount.gt=1.5&remainingValue.amount.lte=-3e2",
    "bucket?remainingValue.amount=0,12.5&remainingValue.units=EUR",
    "bucket?remainingValue.amount%3E%3D=1",
    "bucket?confirmationDate=2026-03-14",
    "bucket?confirmationDate=2026-03-14,2026-03-15",
    "bucket?confirmationDate=2026-03-14T10:15:30.123Z",
    "bucket?confirmationDate.gte=2026-03-14T10:15:30%2B02:00&confirmationDate.lt=2026-04-01",
    "bucket?validFor.endDateTime.lt=2026-04-01",
    "bucket?name.regex=%5EMain&status.ne=expired&usageType.in=data,sms",
    "bucket?sort=-confirmationDate,%2Bid&fields=none&offset=0&limit=0",
    "bucket?id=&status=",
    "topupBalance?status=completed,failed&voucher=4929&paymentMethod.id=pm_approved",
    "topupBalance?isAutoTopup=true&recurringPeriod=weekly,monthly&balanceTopup.id=top-1",
    "transferBalance?receiverBucket.id=b&receiverLogicalResource.id=1&costOwner=receiver",
    "adjustBalance?adjustType=oneTime&requestedDate.gt=2026-01-01&amount.amount.lt=0",
    "reserveBalance?status=created&bucket.id=b1,b2&validFor.endDateTime.lte=2026-04-01",
    "accumulatedBalance?totalBalance.amount.gte=1&totalBalance.units=GB&name=data",
    "balanceActionHistory?%40type=TopupBalance&requestor.id=a&channel.id=app&reason=Gift",
  ])("%s", async (query) => {
    expect(await issuePaths(query)).toEqual([]);
  });
});

describe("an invalid query has an issue with its path", () => {
  test.each([
    ["bucket?status=Active", "query.status.0"],
    ["bucket?status=completed", "query.status.0"],
    ["topupBalance?status=active", "query.status.0"],
    ["bucket?usageType=data,fax", "query.usageType.1"],
    ["bucket?isShared=perhaps", "query.isShared"],
    ["bucket?limit=ten", "query.limit"],
    ["bucket?remainingValue.amount.gt=much", "query.remainingValue.amount.gt"],
    ["bucket?confirmationDate.gt=yesterday", "query.confirmationDate.gt"],
  ])("%s", async (query, path) => {
    expect((await issuePaths(query)).map((text) => text.toLowerCase())).toContain(
      path.toLowerCase(),
    );
  });
});
