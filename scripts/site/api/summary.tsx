/** The summary of a docstring, with its code marked up. */
export function Summary({ text }: { readonly text: string }) {
  return (
    <p>
      {text
        .replaceAll(/\{@link (?:[^|}]*\|\s*)?([^}]*)\}/g, "`$1`")
        .split("`")
        .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </p>
  );
}
