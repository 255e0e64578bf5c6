import ts from "typescript";

/** A piece of prose, and the line on which it begins. */
export interface Prose {
  readonly line: number;
  readonly text: string;
}

/**
 * Returns the prose of a file: the text of Markdown outside code, the comments and strings of TypeScript, or the
 * strings of JSON.
 *
 * @param path - the file; its extension selects the language
 */
export function proseOf(path: string, content: string): readonly Prose[] {
  return path.endsWith(".md") ? proseOfMarkdown(content) : proseOfTypeScript(path, content);
}

/** Returns whole paragraphs, because a phrase can span two lines. */
function proseOfMarkdown(content: string): readonly Prose[] {
  const blank = (text: string) => text.replace(/[^\n]/g, "");
  const withoutCode = content
    .replace(/^(```+)[\s\S]*?^\1$/gm, blank)
    .replace(/`[^`\n]*`/g, "`")
    .replace(/\]\([^)\n]*\)/g, "]");
  return [...withoutCode.matchAll(/(?:^.+\n?)+/gm)].map((match) => ({
    line: lineAt(withoutCode, match.index),
    text: match[0],
  }));
}

function proseOfTypeScript(path: string, content: string): readonly Prose[] {
  const file = ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true);
  const found: Prose[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) {
      return;
    }
    if (isText(node)) {
      found.push({ line: lineAt(content, node.getStart()), text: node.getText() });
    }
    if (node.getChildCount() === 0) {
      found.push(...commentsIn(content, node.pos, node.getStart()));
    }
    node.getChildren().forEach(visit);
  };
  visit(file);
  return found;
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isJsxText(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

/** Returns the comments before a token. Consecutive line comments are one piece, because a phrase can span two lines. */
function commentsIn(content: string, from: number, through: number): readonly Prose[] {
  const comments = /\/\*[\s\S]*?\*\/|(?:\/\/.*\n?[ \t]*)+/g;
  return [...content.slice(from, through).matchAll(comments)].map((match) => ({
    line: lineAt(content, from + match.index),
    text: match[0]
      .replace(/@example[\s\S]*?(?=\n\s*\* @|\*\/)/g, (example) => example.replace(/[^\n]/g, ""))
      .replace(/^[ \t]*(?:\*|\/\/)/gm, "")
      .replace(/`[^`\n]*`/g, "`"),
  }));
}

function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split("\n").length;
}
