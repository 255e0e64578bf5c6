import { useEffect, useState } from "preact/hooks";

interface CopyButtonProps {
  /** Returns the text to copy; called when the button is pressed. */
  readonly text: () => string;
  readonly children: string;
}

/** Copies a text, and confirms it. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    const timer = said === null ? undefined : setTimeout(() => setSaid(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <button
      type="button"
      class="quiet-button"
      onClick={() =>
        copyText(text()).then(
          () => setSaid("Copied"),
          () => setSaid("Not copied"),
        )
      }
    >
      <span aria-live="polite">{said ?? children}</span>
    </button>
  );
}

/** The clipboard needs a secure page; a page from the file system might not be one. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "off-screen";
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    (focused as HTMLElement | null)?.focus();
    if (!isCopied) {
      throw new Error("the browser does not allow this page to copy");
    }
  }
}
