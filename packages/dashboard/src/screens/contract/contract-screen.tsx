import { useEffect, useState } from "preact/hooks";
import { CodeBlock } from "../../components/code-block.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Screen } from "../../components/screen.tsx";
import { usePage } from "../../state/context.ts";

const installCommand = "npm install --save-dev swagger-ui-dist";

/** The screen at `#/contract`: the reference of the contract, with a form that calls this mock. */
export function ContractScreen() {
  const { platform } = usePage();
  const address = `${platform.mockUrl}/__mock/reference/`;
  const [isInstalled, setInstalled] = useState<boolean>();
  useEffect(() => {
    if (platform.isInPage) return;
    const check = async (): Promise<void> => {
      const response = await platform.fetch(new Request(address, { method: "HEAD" }));
      setInstalled(response.ok);
    };
    check().catch(() => {});
  }, [address, platform]);
  return (
    <Screen
      title="Contract"
      hint="Every operation of TMF654 v4, with a form that calls this mock."
      actions={
        isInstalled && (
          <a class="button button-plain" href={address} target="_blank" rel="noreferrer">
            Open in a tab
          </a>
        )
      }
    >
      {isInstalled && <iframe class="reference" src={address} title="Reference of the contract" />}
      {platform.isInPage && (
        <EmptyState icon="contract" title="A mock in a page has no reference">
          <p>Start a server, and open its page:</p>
          <CodeBlock label="Command" text="npx tmf654-mock" />
        </EmptyState>
      )}
      {isInstalled === false && (
        <EmptyState icon="contract" title="The reference is not installed">
          <p>
            It needs Swagger UI, which is no part of the mock. Install it, then load the page again:
          </p>
          <CodeBlock label="Command" text={installCommand} />
        </EmptyState>
      )}
    </Screen>
  );
}
