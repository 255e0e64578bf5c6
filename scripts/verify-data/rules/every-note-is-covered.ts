import { holds, nameOf, pagesByRelease } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const everyNoteIsCovered: Rule = {
  says: "every note of a page is covered by an annotation based on it, in exactly the releases that have the note",
  check: ({ files }) => {
    const fromNotes = files.annotations.ports.filter((each) =>
      each.basis.some(({ kind }) => kind === "note"),
    );
    return pagesByRelease(files).flatMap(([release, page]) =>
      (page?.ports ?? []).flatMap(({ port, noteSha256 }) => {
        const covering = fromNotes.filter((each) => each.port === port && holds(each, release));
        if (noteSha256 === null) {
          return covering.map(
            (each) => `${nameOf(each)}: is based on a note, but ${release} has none`,
          );
        }
        return covering.length === 0
          ? [`annotations.json: no annotation covers the note of port ${port} in ${release}`]
          : [];
      }),
    );
  },
};
