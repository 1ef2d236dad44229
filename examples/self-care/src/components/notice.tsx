import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** The kind of a notice, which decides its colour and icon. */
export type NoticeKind = "good" | "bad" | "warning" | "wait";

interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
}

const icons: Readonly<Record<NoticeKind, IconName>> = {
  good: "good",
  bad: "bad",
  warning: "warning",
  wait: "wait",
};

/** A message with what the user can do about it. */
export function Notice({ kind, title, text, children }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`}>
      <span className="notice-icon">
        <Icon name={icons[kind]} />
      </span>
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {text && <p>{text}</p>}
        {children && <div className="notice-actions">{children}</div>}
      </div>
    </div>
  );
}
