import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { Place } from "../../../worker/firewall/place.ts";
import { useShown } from "../use-shown.tsx";

interface PlaceListProps {
  readonly places: readonly Place[];
  /** The names of the files. */
  readonly names: readonly string[];
  readonly onPlace: (place: Place) => void;
}

/** The deciding lines, each with a button that goes to its place in the text. */
export function PlaceList({ places, names, onPlace }: PlaceListProps) {
  const [shown, more] = useShown(places, 3, 100);
  return places.length === 0 ? null : (
    <ul class="places" aria-label="Deciding lines">
      {shown.map((place) => (
        <li key={`${place.file}:${place.line}:${place.text}`}>
          {place.line === null ? (
            <span>{visible(names[place.file] ?? "")}</span>
          ) : (
            <button type="button" class="place" onClick={() => onPlace(place)}>
              {visible(names[place.file] ?? "")}:{place.line}
            </button>
          )}{" "}
          <code>{visible(place.text)}</code>
        </li>
      ))}
      {more && <li>{more}</li>}
    </ul>
  );
}
