import type { ReleaseNumber } from "cpanel-ports";
import type { TaskFailure } from "../../ask-worker.ts";
import type { Settings } from "./settings.ts";

/** What a part of the options shows, and how it is changed. */
export interface OptionsProps {
  readonly settings: Settings;
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** What is wrong with the settings; `null` for nothing. */
  readonly failure: TaskFailure | null;
  readonly set: (settings: Settings) => void;
}
