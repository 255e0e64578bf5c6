import type { DefaultAction } from "../../net/types.ts";
import { accessCard, type Card } from "./access-card.ts";
import type { AccessGroup } from "./access-groups.ts";
import { defaultText } from "./access-text.ts";
import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import type { Colour } from "./palette.ts";
import { paragraph } from "./paragraph.ts";

/** The most rows of text of a side and of a card, for what is open and for what is in doubt. */
const mostRows = { open: { side: 24, card: 20 }, doubt: { side: 12, card: 4 } } as const;

/** The fewest rows that a card is drawn for. */
const fewestRows = 3;

const space = 10;

type MostRows = Readonly<Record<"card" | "side", number>>;

/** One side of a diagram: who connects, or to whom the server does. */
export interface Side extends Drawing {
  /** Where lines to the cards begin or end. */
  readonly ends: readonly { readonly y: number; readonly isOpen: boolean }[];
}

/** Draws the cards of a direction below each other, and what happens to everything else. */
export function accessSide(
  groups: readonly AccessGroup[],
  action: DefaultAction,
  { title, colour }: { readonly title: string; readonly colour: Colour },
  width: number,
  brush: Brush,
): Side {
  const isOpen = ({ certainty }: AccessGroup) => certainty === "open";
  const draw = (some: readonly AccessGroup[], most: MostRows) =>
    cardsOf(some, most, colour, width, brush);
  const open = draw(groups.filter(isOpen), mostRows.open);
  const doubts = draw(
    groups.filter((group) => !isOpen(group)),
    mostRows.doubt,
  );
  const left = groups.length - open.length - doubts.length;
  const remarks = [
    ...(left > 0 ? [`${left} more ${left === 1 ? "group" : "groups"} not shown.`] : []),
    defaultText(action, groups.length > 0),
  ];
  const ends: { y: number; isOpen: boolean }[] = [];
  let y = 0;
  const put = (drawing: Drawing) => {
    const part = placed(drawing, 0, y);
    y += drawing.height + space;
    return part;
  };
  const heading = put(paragraph(title, width, brush, { colour, isBold: true }));
  y -= space - 4;
  const cards = [...open, ...doubts].map((card, index) => {
    ends.push({ y: y + card.height / 2, isOpen: index < open.length });
    return put(card);
  });
  const rest = remarks
    .filter((text) => text !== "")
    .map((text) => put(paragraph(text, width, brush, { colour: "muted" })));
  return { width, height: y - space, parts: [heading, ...cards, ...rest], ends };
}

/** Draws as many cards as there is room for; each may have all rows that those before it leave. */
function cardsOf(
  groups: readonly AccessGroup[],
  most: MostRows,
  colour: Colour,
  width: number,
  brush: Brush,
): readonly Card[] {
  const cards: Card[] = [];
  let left = most.side;
  for (const group of groups) {
    if (left < fewestRows) {
      break;
    }
    const card = accessCard(group, colour, width, Math.min(left - 1, most.card), brush);
    left -= card.rows;
    cards.push(card);
  }
  return cards;
}
