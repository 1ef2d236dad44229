import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { TopUpButton } from "./top-up-button.tsx";

const meta: Meta<typeof TopUpButton> = { component: TopUpButton, args: { bucket: "ana-main" } };
export default meta;

export const Paid: StoryObj<typeof meta> = {
  play: async ({ canvas, userEvent }) => {
    await canvas.findByText("€25.50");
    await userEvent.click(canvas.getByRole("button"));
    await expect(await canvas.findByText("€35.50")).toBeVisible();
  },
};

export const Declined: StoryObj<typeof meta> = {
  args: { bucket: "declined-main" },
  play: async ({ canvas, userEvent }) => {
    await canvas.findByText("€50.00");
    await userEvent.click(canvas.getByRole("button"));
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Refused: paymentDeclined");
  },
};
