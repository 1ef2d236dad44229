/** @jsxImportSource react */
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "@tmf654/mock/vitest";
import { describe, vi } from "vitest";
import { App } from "./App.jsx";

const api = "https://api.example.org/tmf-api/prepayBalanceManagement/v4";

test("a top-up moves the balance", async ({ mock }) => {
  render(<App />);
  await screen.findByText("€25.50");
  fireEvent.click(screen.getByText("Top up"));
  await screen.findByText("€35.50");
  expect(mock).toHaveReceived("createTopupBalance", {
    times: 1,
    body: { amount: { amount: 10, units: expect.any(String) } },
  });
  expect(mock).toHaveBalance("ana-main", "35.50 EUR");
  expect(mock).toHaveDelivered("TopupBalanceCreateEvent");
});

test("a failure shows the requests", async ({ mock }) => {
  await fetch(`${api}/bucket/ana-main`);
  const assert = () => expect(mock).toHaveReceived("createTopupBalance");
  expect(assert).toThrow("GET /bucket/ana-main 200");
});

describe("concurrent tests", { concurrent: true }, () => {
  test.for([1, 2, 3, 4, 5])("the mock of test %d is its own", async (amount, { mock }) => {
    mock.subscribers.spend("ana-main", { amount, units: "EUR" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const bucket = await (await fetch(`${api}/bucket/ana-main`)).json();
    expect(bucket.remainingValue.amount).toBe(25.5 - amount);
  });
});

describe("fake timers", () => {
  test.override({ mockOptions: { clock: { fake: "2026-03-10T12:00:00Z" } } });

  test("move the clock of the mock", async ({ mock }) => {
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(mock.clock.now()).toBe(Date.UTC(2026, 2, 10, 13));
    expect((await fetch(`${api}/bucket/ana-main`)).status).toBe(200);
  });
});
