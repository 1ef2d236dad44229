import { jsonTokens } from "../format/json-tokens.ts";
import { usePage } from "../state/context.ts";
import { Button } from "./button.tsx";

/** The properties of a block. */
export interface CodeBlockProps {
  readonly text: string;
  /** The name for screen readers. */
  readonly label: string;
}

/** A longer text would make the page slow. The button copies all of it. */
const shownLength = 50_000;

/** A text in a fixed width with a button that copies it. JSON has colours. */
export function CodeBlock({ text, label }: CodeBlockProps) {
  const { notices, platform } = usePage();
  const copy = async (): Promise<void> => {
    const isCopied = await platform.copy(text);
    const refusalText = "The browser did not allow the copy. Select the text and copy it.";
    notices.add(isCopied ? "good" : "bad", isCopied ? `${label} copied.` : refusalText);
  };
  const isCut = text.length > shownLength;
  return (
    <div class="code">
      <div class="code-copy">
        <Button kind="quiet" label={`Copy: ${label}`} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must scroll it. */}
      <section class="code-text-box" tabIndex={0} aria-label={label}>
        <pre>
          {jsonTokens(isCut ? text.slice(0, shownLength) : text).map(
            ({ kind, text: part }, index) =>
              kind === "plain" ? (
                part
              ) : (
                <span key={index} class={`code-${kind}`}>
                  {part}
                </span>
              ),
          )}
          {isCut && "\n… (the copy has the rest)"}
        </pre>
      </section>
    </div>
  );
}
