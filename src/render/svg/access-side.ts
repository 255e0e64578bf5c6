import type { DefaultAction, Direction } from "../../net/types.ts";
import { accessCard, type Card } from "./access-card.ts";
import type { AccessGroup, AccessGroups } from "./access-groups.ts";
import { defaultText, othersText } from "./access-text.ts";
import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import type { Color } from "./palette.ts";
import { paragraph } from "./paragraph.ts";

/** The maximum number of text rows of a side and of a card, for open ports and for ports in doubt. */
const mostRows = { open: { side: 24, card: 20 }, doubt: { side: 15, card: 4 } } as const;

/** The minimum number of rows of a card. */
const fewestRows = 3;

const space = 10;

type MostRows = Readonly<Record<"card" | "side", number>>;

/** One side of a diagram: who connects, or what the server connects to. */
export interface Side extends Drawing {
  /** The ends of the lines at the cards. */
  readonly ends: readonly { readonly y: number; readonly isOpen: boolean }[];
}

/** Draws a side within a width. */
export type DrawSide = (direction: Direction, width: number) => Side;

/** Draws the cards of a direction in a column, and states what happens to all other connections. */
export function accessSide(
  groups: AccessGroups,
  action: DefaultAction,
  { title, color }: { readonly title: string; readonly color: Color },
  width: number,
  brush: Brush,
): Side {
  const open = cardsOf(groups.open, mostRows.open, color, width, brush);
  const doubts = cardsOf(groups.doubts, mostRows.doubt, color, width, brush);
  const count = groups.open.length + groups.doubts.length;
  const remarks = [
    othersText(groups.others + count - open.length - doubts.length),
    defaultText(action, count > 0),
  ].filter((text) => text !== "");
  const ends: { y: number; isOpen: boolean }[] = [];
  let y = 0;
  const put = (drawing: Drawing) => {
    const part = placed(drawing, 0, y);
    y += drawing.height + space;
    return part;
  };
  const heading = put(paragraph(title, width, brush, { color, isBold: true }));
  y -= space - 4;
  const cards = [...open, ...doubts].map((card, index) => {
    ends.push({ y: y + card.height / 2, isOpen: index < open.length });
    return put(card);
  });
  const rest = remarks.map((text) => put(paragraph(text, width, brush, { color: "muted" })));
  return { width, height: y - space, parts: [heading, ...cards, ...rest], ends };
}

/** Draws as many cards as fit; each card may use all rows that earlier cards leave. */
function cardsOf(
  groups: readonly AccessGroup[],
  most: MostRows,
  color: Color,
  width: number,
  brush: Brush,
): readonly Card[] {
  const cards: Card[] = [];
  let left = most.side;
  for (const group of groups) {
    if (left < fewestRows) {
      break;
    }
    const card = accessCard(group, color, width, Math.min(left - 1, most.card), brush);
    left -= card.rows;
    cards.push(card);
  }
  return cards;
}
