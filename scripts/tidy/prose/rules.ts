/** The part of the style rule that a machine can check, as rules for textlint. */
import type { TextlintKernelRule } from "@textlint/kernel";
import { splitAST } from "sentence-splitter";
import { WORDS } from "./words.ts";

export const MAX_WORDS = 25;

/** Returns the message and the remedy for a wrong sentence, and undefined for a correct one. */
type SentenceRule = (sentence: string) => string | undefined;

const checkSentenceLength: SentenceRule = (sentence) => {
  const count = sentence.split(/[\s—–]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return count > MAX_WORDS
    ? `the sentence has ${count} words, ${MAX_WORDS} are allowed. Split it`
    : undefined;
};

const checkOpening: SentenceRule = (sentence) => {
  const [word] = /^(?:Of|What|How|Why)\b(?!.*\?$)/.exec(sentence) ?? [];
  return word === undefined
    ? undefined
    : `the sentence starts with "${word}". Start with the subject`;
};

const checkReplacedWords: SentenceRule = (sentence) => {
  for (const { pattern, instead } of WORDS) {
    const [word] = pattern.exec(sentence) ?? [];
    if (word !== undefined) return `"${word}" is not used here. Write ${instead}`;
  }
  return undefined;
};

type Reporter = Extract<TextlintKernelRule["rule"], (...args: never) => unknown>;

/** The members of a syntax node that the rules read. */
interface TextNode {
  readonly type: string;
  readonly range: readonly [number, number];
  readonly value?: string;
  readonly children?: readonly TextNode[];
}

/** Applies a rule to each sentence of a Markdown document. */
function forSentences(rule: SentenceRule): Reporter {
  return (context) => {
    const check = (node: TextNode): void => {
      for (const sentence of sentencesOf(node)) {
        const message = rule(textOf(sentence).trim());
        if (message === undefined) continue;
        const padding = context.locator.at(sentence.range[0] - node.range[0]);
        context.report(node as never, new context.RuleError(message, { padding }));
      }
    };
    const { Paragraph, Header, TableCell } = context.Syntax;
    return { [Paragraph]: check, [Header]: check, [TableCell]: check };
  };
}

const sentencesByNode = new WeakMap<TextNode, readonly TextNode[]>();

/** Splits a node once for all rules. The splitter has older types of the same syntax tree. */
function sentencesOf(node: TextNode): readonly TextNode[] {
  const nodeSentences = sentencesByNode.get(node);
  if (nodeSentences !== undefined) return nodeSentences;
  const children: readonly TextNode[] = splitAST(node as never).children;
  const sentences = children.filter(({ type }) => type === "Sentence");
  sentencesByNode.set(node, sentences);
  return sentences;
}

/** The words of a node; code counts as one word, and its content is not checked. */
function textOf({ type, value = "", children }: TextNode): string {
  if (type === "Code") return "`code`";
  if (type === "Image" || type === "Html") return "";
  return children?.map(textOf).join("") ?? value;
}

export const proseRules: readonly TextlintKernelRule[] = [
  { ruleId: "sentence-length", rule: forSentences(checkSentenceLength) },
  { ruleId: "opening", rule: forSentences(checkOpening) },
  { ruleId: "words", rule: forSentences(checkReplacedWords) },
];
