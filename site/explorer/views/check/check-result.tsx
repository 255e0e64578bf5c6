import { useEffect, useMemo, useState } from "preact/hooks";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import { capitalized } from "../../../../src/util/capitalized.ts";
import type { Place } from "../../../worker/firewall/place.ts";
import type { GivenFile } from "../../../worker/firewall/request.ts";
import type { ShownAnswer, ShownCheck, ShownFate } from "../../../worker/tasks/check-files.ts";
import { MarkedText, type Target } from "../../parts/marked-text/marked-text.tsx";
import type { TextPlace } from "../../parts/marked-text/marks.ts";
import { PlaceList } from "../../parts/marked-text/place-list.tsx";
import { RemarkList } from "../../parts/remark-list.tsx";
import { checkMarks } from "./check-marks.ts";

interface CheckResultProps {
  readonly check: ShownCheck;
  readonly files: readonly GivenFile[];
}

const signs = { open: "✓", closed: "✕", undetermined: "?" } as const;
const familyNames = { ipv4: "IPv4", ipv6: "IPv6" } as const;

/** The answers to a check, next to the text that decides them. */
export function CheckResult({ check, files }: CheckResultProps) {
  const { answers, notes } = check;
  const [chosen, setChosen] = useState<TextPlace | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const marks = useMemo(() => checkMarks(check), [check]);
  const names = files.map(({ name }) => name);
  const show = ({ file, line }: Pick<Place, "file" | "line">, isFocused: boolean) => {
    if (line !== null) {
      setChosen({ file, line });
      setTarget({ file, line, isFocused });
    }
  };
  useEffect(() => {
    const decided = answers.find(({ decidedBy }) => decidedBy !== null)?.decidedBy;
    setChosen(null);
    if (decided) {
      show(decided, false);
    }
  }, [check]);
  const active = new Set(chosen ? [`${chosen.file}:${chosen.line}`] : []);
  const label = chosen && marks.get(chosen.file)?.get(chosen.line)?.label;
  return (
    <>
      <div class="answers">
        {answers.map((answer) => (
          <Answer
            key={answer.family}
            answer={answer}
            isAlone={answers.length === 1}
            names={names}
            onPlace={(place) => show(place, true)}
          />
        ))}
      </div>
      <MarkedText
        files={files}
        marks={marks}
        active={active}
        target={target}
        onLine={(place, isFar) => {
          setChosen(place);
          if (isFar) {
            setTarget({ ...place, isFocused: false });
          }
        }}
      >
        {chosen && (
          <>
            <b>Line {chosen.line}:</b> {label ?? "not involved"}
          </>
        )}
      </MarkedText>
      {notes.length > 0 && (
        <details class="notes">
          <summary>{notes.length} remarks on the files</summary>
          <RemarkList remarks={notes} names={names} onPlace={(place) => show(place, true)} />
        </details>
      )}
    </>
  );
}

interface AnswerProps {
  readonly answer: ShownAnswer;
  readonly isAlone: boolean;
  readonly names: readonly string[];
  readonly onPlace: (place: Place) => void;
}

function Answer({ answer, isAlone, names, onPlace }: AnswerProps) {
  const { family, verdict, sentence, witness } = answer;
  return (
    <section class="answer" aria-label={isAlone ? "Answer" : `Answer for ${familyNames[family]}`}>
      <div class="verdict" data-verdict={verdict}>
        <span class="verdict-sign" aria-hidden="true">
          {signs[verdict]}
        </span>
        <div>
          <p class="quiet">{familyNames[family]}</p>
          <h2>{capitalized(verdict)}</h2>
          <p>{capitalized(visible(sentence))}.</p>
          <Places fate={answer} names={names} onPlace={onPlace} />
          {witness && (
            <>
              <p>
                For example, it differs for <b>{witness.address}</b>: {visible(witness.sentence)}.
              </p>
              <Places fate={witness} names={names} onPlace={onPlace} />
            </>
          )}
        </div>
      </div>
    </section>
  );
}

interface PlacesProps {
  readonly fate: ShownFate;
  readonly names: readonly string[];
  readonly onPlace: (place: Place) => void;
}

/** The lines that lead to a verdict, in the order packets meet them. */
function Places({ fate: { decidedBy, jumps, alternatives }, names, onPlace }: PlacesProps) {
  const decides = [...(decidedBy ? [decidedBy] : []), ...alternatives];
  return <PlaceList places={[...jumps, ...decides]} names={names} onPlace={onPlace} />;
}
