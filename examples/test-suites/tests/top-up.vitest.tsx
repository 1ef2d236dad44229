import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "@tmf654/mock/vitest";
import { afterEach } from "vitest";
import { TopUpButton } from "../src/top-up-button.tsx";

afterEach(cleanup);

test("a top-up moves the balance", async ({ mock }) => {
  render(<TopUpButton bucket="ana-main" />);
  await screen.findByText("€25.50");
  fireEvent.click(screen.getByRole("button"));
  await screen.findByText("€35.50");
  expect(mock).toHaveReceived("createTopupBalance", { times: 1, body: { amount: { amount: 10 } } });
  expect(mock).toHaveBalance("ana-main", "35.50 EUR");
});

test("a declined payment moves nothing, and the customer reads why", async ({ mock }) => {
  render(<TopUpButton bucket="declined-main" />);
  await screen.findByText("€50.00");
  fireEvent.click(screen.getByRole("button"));
  await screen.findByText("Refused: paymentDeclined");
  expect(mock).toHaveBalance("declined-main", "50 EUR");
});
