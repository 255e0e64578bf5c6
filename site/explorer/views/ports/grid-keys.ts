import { useRef, useState } from "preact/hooks";

export interface Position {
  readonly row: number;
  readonly column: number;
}

/**
 * Moves the focus through a grid: arrow keys, Home and End in a row, Ctrl+Home and Ctrl+End to its corners, Page
 * Up and Page Down by ten rows. One cell is in the tab order.
 */
export function useGridKeys(rows: number, columns: number) {
  const [current, setCurrent] = useState<Position>({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  const row = Math.min(current.row, Math.max(rows - 1, 0));
  const column = Math.min(current.column, columns - 1);
  const moveTo = (next: Position) => {
    const at = { row: clamp(next.row, rows), column: clamp(next.column, columns) };
    setCurrent(at);
    const cell = grid.current?.querySelector<HTMLElement>(`[data-at="${at.row} ${at.column}"]`);
    cell?.focus();
  };
  return {
    grid: {
      ref: grid,
      onKeyDown: (event: KeyboardEvent) => {
        const next = target(event, { row, column }, rows, columns);
        if (next) {
          event.preventDefault();
          moveTo(next);
        }
      },
    },
    cell: (at: Position) => ({
      tabIndex: at.row === row && at.column === column ? 0 : -1,
      "data-at": `${at.row} ${at.column}`,
      onFocusIn: () => setCurrent(at),
    }),
  };
}

const page = 10;

function target(
  { key, ctrlKey }: KeyboardEvent,
  { row, column }: Position,
  rows: number,
  columns: number,
): Position | null {
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "PageUp":
      return { row: row - page, column };
    case "PageDown":
      return { row: row + page, column };
    case "Home":
      return ctrlKey ? { row: 0, column: 0 } : { row, column: 0 };
    case "End":
      return ctrlKey ? { row: rows - 1, column: columns - 1 } : { row, column: columns - 1 };
    default:
      return null;
  }
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
