/** The matchers on the `expect` of `@jest/globals`. */
import { expect } from "@jest/globals";
import { createMock } from "@tmf654/mock";
import { matchers } from "@tmf654/mock/jest";

expect.extend(matchers);
const mock = createMock();
expect(mock).toHaveReceived("createTopupBalance", { times: 1, body: { id: expect.any(String) } });
expect(mock).not.toHaveBalance("ana-main", "25.50 EUR");
expect(mock).toHaveDelivered("TopupBalanceCreateEvent");
// @ts-expect-error no such operation
expect(mock).toHaveReceived("createTopup");
// @ts-expect-error no such option
expect(mock).toHaveDelivered("TopupBalanceCreateEvent", { time: 1 });
