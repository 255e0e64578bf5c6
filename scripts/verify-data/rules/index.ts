import type { Rule } from "../rule.ts";
import { annotationsDoNotOverlap } from "./annotations-do-not-overlap.ts";
import { conditionsAreToldApart } from "./conditions-are-told-apart.ts";
import { elsewhereIsInOrder } from "./elsewhere-is-in-order.ts";
import { entriesChangeWithTheirRows } from "./entries-change-with-their-rows.ts";
import { everyAnnotationIsWithinItsPortsLife } from "./every-annotation-is-within-its-ports-life.ts";
import { everyCellEqualsItsSnapshot } from "./every-cell-equals-its-snapshot.ts";
import { everyCuratedFactHasABasis } from "./every-curated-fact-has-a-basis.ts";
import { everyDifferenceHasAReason } from "./every-difference-has-a-reason.ts";
import { everyFileIsKnown } from "./every-file-is-known.ts";
import { everyLabelHasServices } from "./every-label-has-services.ts";
import { everyNoteIsCovered } from "./every-note-is-covered.ts";
import { everyReleaseHasItsPage } from "./every-release-has-its-page.ts";
import { everyRoleIsDocumented } from "./every-role-is-documented.ts";
import { everyRowIsComplete } from "./every-row-is-complete.ts";
import { everySystemIsMapped } from "./every-system-is-mapped.ts";
import { everyUrlIsAKnownPage } from "./every-url-is-a-known-page.ts";
import { everyWordFindsOneService } from "./every-word-finds-one-service.ts";
import { everyWordMeansTheSame } from "./every-word-means-the-same.ts";
import { generatedIsCurrent } from "./generated-is-current.ts";
import { licenseCallbackPortsAreListed } from "./license-callback-ports-are-listed.ts";
import { lifecyclesAreInOrder } from "./lifecycles-are-in-order.ts";
import { needsAgreeWithThePages } from "./needs-agree-with-the-pages.ts";
import { needsAreInOrder } from "./needs-are-in-order.ts";
import { ourWordsAreOurOwn } from "./our-words-are-our-own.ts";
import { sumsMatchASecondReading } from "./sums-match-a-second-reading.ts";
import { twinsAreSymmetrical } from "./twins-are-symmetrical.ts";

/** All rules, in the order of the checks. */
export const rules: readonly Rule[] = [
  everyFileIsKnown,
  everyReleaseHasItsPage,
  sumsMatchASecondReading,
  licenseCallbackPortsAreListed,
  lifecyclesAreInOrder,
  everyLabelHasServices,
  everyWordFindsOneService,
  everyWordMeansTheSame,
  everySystemIsMapped,
  everyCuratedFactHasABasis,
  everyUrlIsAKnownPage,
  everyRoleIsDocumented,
  conditionsAreToldApart,
  everyAnnotationIsWithinItsPortsLife,
  annotationsDoNotOverlap,
  everyNoteIsCovered,
  everyDifferenceHasAReason,
  everyRowIsComplete,
  twinsAreSymmetrical,
  entriesChangeWithTheirRows,
  needsAreInOrder,
  needsAgreeWithThePages,
  elsewhereIsInOrder,
  generatedIsCurrent,
  everyCellEqualsItsSnapshot,
  ourWordsAreOurOwn,
];
