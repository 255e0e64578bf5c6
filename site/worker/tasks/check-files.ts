import type {
  Connection,
  ConnectionFate,
  ConnectionVerdict,
  FirewallFormat,
} from "cpanel-ports/parse";
import { checkConnection } from "../../../src/parse/check/check-connection.ts";
import { parserOptions } from "../../../src/parse/server-files/parser-options.ts";
import { textsOf } from "../../../src/parse/server-files/texts-of.ts";
import { aboutFiles } from "../firewall/about-files.ts";
import { indicesOf } from "../firewall/indices-of.ts";
import { type Place, placeOf } from "../firewall/place.ts";
import { type Remark, remarkOf } from "../firewall/remark.ts";
import type { FilesRequest } from "../firewall/request.ts";
import { type FileRole, sortRequest } from "../firewall/sorted-request.ts";

/** A connection to check against the firewall in the files. */
export interface CheckRequest extends FilesRequest {
  readonly connection: Connection;
}

/** The fate of a connection, as shown. */
export interface ShownFate {
  readonly address: string;
  readonly verdict: ConnectionVerdict;
  readonly sentence: string;
  readonly reasons: readonly string[];
  readonly decidedBy: Place | null;
  readonly jumps: readonly Place[];
  readonly alternatives: readonly Place[];
}

/** The answer for one address, or for most addresses of a family. */
export interface ShownAnswer extends ShownFate {
  readonly family: "ipv4" | "ipv6";
  /** An address with another verdict; `null` for none. */
  readonly witness: ShownFate | null;
}

export interface ShownCheck {
  readonly verdict: ConnectionVerdict | "mixed";
  readonly format: FirewallFormat;
  readonly roles: readonly FileRole[];
  readonly answers: readonly ShownAnswer[];
  readonly notes: readonly Remark[];
}

/** Checks a connection against the firewall in the files. */
export function checkFiles(request: CheckRequest): ShownCheck {
  const { format, firewall, roles } = sortRequest(request);
  const indices = indicesOf(firewall);
  const options = { ...parserOptions(format, firewall, request.reading), format };
  const checked = aboutFiles(indices, () =>
    checkConnection(textsOf(firewall), request.connection, options),
  );
  return {
    verdict: checked.verdict,
    format,
    roles,
    answers: checked.answers.map((answer) => ({
      family: answer.family,
      ...fateOf(answer, indices),
      witness: answer.witness && fateOf(answer.witness, indices),
    })),
    notes: checked.notes.map((each) => remarkOf(each, indices)),
  };
}

function fateOf(fate: ConnectionFate, indices: readonly number[]): ShownFate {
  const { address, verdict, sentence, reasons, decidedBy, jumps, alternatives } = fate;
  return {
    address,
    verdict,
    sentence,
    reasons,
    decidedBy: decidedBy && placeOf(decidedBy, indices),
    jumps: jumps.map((each) => placeOf(each, indices)),
    alternatives: alternatives.map((each) => placeOf(each, indices)),
  };
}
