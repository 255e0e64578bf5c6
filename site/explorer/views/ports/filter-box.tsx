import { useId, useRef, useState } from "preact/hooks";
import { type Problem, type ReadQuery, readQuery, type Term, termsOf } from "./port-query.ts";
import { type Suggestion, suggestionsFor } from "./suggestions.ts";

interface FilterBoxProps {
  readonly text: string;
  readonly query: ReadQuery;
  readonly onText: (text: string) => void;
}

/** A field for words and terms, with suggestions while typing, and a chip for each term. */
export function FilterBox({ text, query, onText }: FilterBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const word = cursor === null ? null : wordAt(text, cursor);
  const suggestions = word ? suggestionsFor(word.text) : [];
  // A complete term needs no suggestion, and comes first if other terms begin with it.
  const offered = suggestions.every((each) => each.text === word?.text) ? [] : suggestions;
  const change = (next: string, at: number) => {
    onText(next);
    setCursor(at);
    setChosen(0);
  };
  /** Changes the text from a button that disappears with the change. */
  const replace = (next: string) => {
    onText(next);
    input.current?.focus();
  };
  const accept = ({ text: taken }: Suggestion) => {
    if (word) {
      const after = text.slice(word.end);
      const isDone = !taken.endsWith(":");
      const next = `${text.slice(0, word.start)}${taken}${isDone && !after.startsWith(" ") ? " " : ""}${after}`;
      const at = word.start + taken.length + (isDone ? 1 : 0);
      change(next, at);
      requestAnimationFrame(() => {
        input.current?.focus();
        input.current?.setSelectionRange(at, at);
      });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      setCursor(null);
    } else if (offered.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setChosen((chosen + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    } else if (event.key === "Tab" || event.key === "Enter") {
      const suggestion = offered[chosen];
      if (event.key === "Enter" && chosen === 0 && word && isWhole(word.text)) {
        setCursor(null);
      } else if (suggestion && !event.shiftKey && word?.text !== "") {
        event.preventDefault();
        accept(suggestion);
      }
    }
  };
  return (
    <search class="filter">
      <label for={`${id}-input`}>Filter the ports</label>
      <div class="filter-field">
        <input
          id={`${id}-input`}
          ref={input}
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder="imap direction:inbound protection:starttls"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={offered.length > 0 ? `${id}-${chosen}` : undefined}
          aria-invalid={"problem" in query}
          aria-describedby={`${id}-problem`}
          value={text}
          onInput={({ currentTarget }) =>
            change(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length)
          }
          onKeyDown={onKeyDown}
          onBlur={() => setCursor(null)}
        />
        <ul id={`${id}-list`} role="listbox" aria-label="Suggestions" hidden={offered.length === 0}>
          {offered.map((each, index) => (
            <li
              key={each.text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                accept(each);
              }}
            >
              <code>{each.text}</code> <span>{each.hint}</span>
            </li>
          ))}
        </ul>
      </div>
      <Chips terms={query.terms} onRemove={(index) => replace(without(text, index))} />
      <p id={`${id}-problem`} class="problem" aria-live="polite">
        {"problem" in query && query.problem}{" "}
        {"problem" in query && query.suggestion !== null && (
          <button type="button" onClick={() => replace(corrected(text, query))}>
            Use {query.suggestion}
          </button>
        )}
      </p>
    </search>
  );
}

function Chips({ terms, onRemove }: { terms: readonly Term[]; onRemove: (index: number) => void }) {
  if (terms.length === 0) {
    return null;
  }
  return (
    <ul class="chips" aria-label="Filter terms">
      {terms.map((term, index) => (
        <li key={`${index} ${term.text}`}>
          <button type="button" aria-label={`Remove ${term.text}`} onClick={() => onRemove(index)}>
            {term.text} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function without(text: string, index: number): string {
  return termsOf(text)
    .filter((_, at) => at !== index)
    .map((each) => each.text)
    .join(" ");
}

/** Whether a word is a field with an accepted value, such as a category of services. */
function isWhole(word: string): boolean {
  const read = readQuery(word);
  return (
    "matches" in read && read.terms.every(({ field, value }) => field !== null && value !== "")
  );
}

/** The text with the suggestion in place of the unknown term. */
function corrected(text: string, query: Problem): string {
  return termsOf(text)
    .map((each) => (each.text === query.wrong.text ? query.suggestion : each.text))
    .join(" ");
}

/** The word at or before the cursor. */
function wordAt(text: string, cursor: number) {
  const start = text.lastIndexOf(" ", cursor - 1) + 1;
  const space = text.indexOf(" ", cursor);
  const end = space === -1 ? text.length : space;
  return { start, end, text: text.slice(start, end) };
}
