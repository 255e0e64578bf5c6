import { visible } from "../../../src/render/formats/escape/visible.ts";
import type { Remark } from "../../worker/firewall/remark.ts";
import type { TextPlace } from "./marked-text/marks.ts";
import { useShown } from "./use-shown.tsx";

interface RemarkListProps {
  readonly remarks: readonly Remark[];
  /** The names of the files. */
  readonly names: readonly string[];
  readonly onPlace: (place: TextPlace) => void;
}

/** Remarks on files, each with a button that goes to its line. */
export function RemarkList({ remarks, names, onPlace }: RemarkListProps) {
  const [shown, more] = useShown(remarks, 20);
  return (
    <ul class="remarks">
      {shown.map(({ text, file, line }) => (
        <li key={`${file}:${line}:${text}`}>
          {file !== null && line !== null && (
            <button type="button" class="place" onClick={() => onPlace({ file, line })}>
              {visible(names[file] ?? "")}:{line}
            </button>
          )}{" "}
          {visible(text)}
        </li>
      ))}
      {more && <li>{more}</li>}
    </ul>
  );
}
