import type { RequestDetail } from "@tmf654/mock/control";

interface ShownIssue {
  readonly key: string;
  readonly place: string;
  readonly message: string;
}

/** The violations of the contract in a request and its response, and the warnings about it. */
export function RequestIssues({ request }: { readonly request: RequestDetail }) {
  const { issues, guardIssues = [], warnings } = request;
  const violations = [
    ...issues.map((each) => ({ ...each, path: each.path })),
    ...guardIssues.map((each) => ({ ...each, path: each.path.join(".") })),
  ].map(
    (each, index): ShownIssue => ({
      key: `${index} ${each.path}`,
      place: `${each.in} ${each.path}`.trim(),
      message: each.message,
    }),
  );
  const hints = warnings.map(
    ({ path, message }, index): ShownIssue => ({ key: `${index} ${path}`, place: path, message }),
  );
  return (
    <>
      <IssueList title="Violations of the contract" tone="bad" issues={violations} />
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
        {issues.map(({ key, place, message }) => (
          <li key={key}>
            <span class="mono">{place}</span> {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
