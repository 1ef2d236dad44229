import type { RequestDetail } from "@tmf654/mock/control";

interface ShownIssue {
  readonly location: string;
  readonly message: string;
}

/** The contract issues of a request and its response, and the warnings about it. */
export function RequestIssues({ request }: { readonly request: RequestDetail }) {
  const { issues, guardIssues = [], warnings } = request;
  const contractIssues = [
    ...issues,
    ...guardIssues.map((each) => ({ ...each, path: each.path.join(".") })),
  ].map((each) => ({ location: `${each.in} ${each.path}`.trim(), message: each.message }));
  const hints = warnings.map(({ path, message }) => ({ location: path, message }));
  return (
    <>
      <IssueList title="Contract issues" tone="bad" issues={contractIssues} />
      <IssueList title="Warnings" tone="warn" issues={hints} />
    </>
  );
}

interface IssueListProps {
  readonly title: string;
  readonly tone: "bad" | "warn";
  readonly issues: readonly ShownIssue[];
}

function IssueList({ title, tone, issues }: IssueListProps) {
  if (issues.length === 0) return null;
  return (
    <section class={`issues issues-${tone}`} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {issues.map(({ location, message }, index) => (
          <li key={`${index} ${location}`}>
            <span class="mono">{location}</span> {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
