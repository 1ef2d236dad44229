import { Icon } from "./icon.tsx";

/** The properties of the link. */
export interface BackLinkProps {
  readonly href: string;
  readonly text: string;
}

/** The link from a detail to its list, in windows too narrow for both. */
export function BackLink({ href, text }: BackLinkProps) {
  return (
    <a class="back" href={href}>
      <Icon name="back" size={16} />
      {text}
    </a>
  );
}
