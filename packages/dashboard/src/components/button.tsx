import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** The properties of a button. */
export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly icon?: IconName;
  readonly kind?: "primary" | "plain" | "quiet";
  readonly type?: "button" | "submit";
  readonly isDisabled?: boolean;
  readonly label?: string;
  readonly onClick?: () => void;
}

/** A button with a text, and an icon before it. */
export function Button({
  children,
  icon,
  kind = "plain",
  type = "button",
  isDisabled = false,
  label,
  onClick,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${kind}`}
      disabled={isDisabled}
      aria-label={label}
      onClick={onClick}
    >
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </button>
  );
}
