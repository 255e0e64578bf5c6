import type { ReleaseDiff } from "cpanel-ports";

interface ReasonListProps {
  readonly reasons: ReleaseDiff["reasons"];
}

/** Why something differs, each with the releases between which it changed, and where that is known from. */
export function ReasonList({ reasons }: ReasonListProps) {
  return (
    <>
      {reasons.map(({ between, text, basis }) => (
        <p key={text} class="reason">
          <span class="quiet">Between {between.join(" and ")}:</span> {text}
          {basis
            .flatMap((each) => ("url" in each ? [each.url] : []))
            .map((url) => (
              <span key={url}>
                {" "}
                <a href={url} rel="noreferrer" aria-label={`Source: ${url}`}>
                  source
                </a>
              </span>
            ))}
        </p>
      ))}
    </>
  );
}
