import { type ReactNode, useEffect, useRef } from "react";

interface ScreenProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly width?: "narrow" | "wide";
  readonly children: ReactNode;
}

/** One screen. Its heading gets the focus, so that a screen reader reads it after a link. */
export function Screen({ title, lead, width = "narrow", children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} · Marea`;
  }, [title]);
  return (
    <div className={`screen screen-${width}`}>
      <div className="screen-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
