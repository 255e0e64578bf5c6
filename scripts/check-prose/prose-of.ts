import ts from "typescript";

/** A piece of text for people, with the line it begins on. */
export interface Prose {
  readonly line: number;
  readonly text: string;
}

/**
 * Returns what people read in a file: the text of Markdown outside code, the comments and strings of TypeScript, the
 * strings of JSON.
 *
 * @param path - its extension says which it is
 */
export function proseOf(path: string, content: string): readonly Prose[] {
  return path.endsWith(".md") ? proseOfMarkdown(content) : proseOfTypeScript(path, content);
}

/** Joins the lines of a paragraph, since a phrase may be broken between two. */
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

/** Returns the comments before a token; those of a run of lines are one, since a phrase may be broken between two. */
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
