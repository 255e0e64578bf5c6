import * as z from "zod/v4";
import { list, object } from "./build.ts";
import { day } from "./page.ts";

const version = z.string().regex(/^\d+\.\d+\.\d+$/);

/** The subject of a change or a redirect. */
const subject = z.enum([
  "alias",
  "category",
  "feature",
  "internal-port",
  "operating-system",
  "port",
  "release",
  "server-need",
  "service",
  "value",
]);

/** A change of the data between two versions of the package. */
const dataChange = object({
  /** The semantic-versioning level of the change. */
  level: z.enum(["patch", "minor", "major"]),
  /** The kind of change. */
  change: z.enum(["added", "changed", "removed"]),
  /** The subject of the change; `value` is any value without its own id. */
  subject,
  /** The id, name or number of the subject; null for values. */
  id: z.string().nullable(),
  /** The release in which a port changed; null for everything else. */
  release: z.int().nullable(),
  /** The fields of a port that changed. */
  fields: list(z.string()),
  /** The change in words. */
  text: z.string(),
});

/** `data/changes.json`. */
export const changesFile = object({
  /** The versions of the package, newest first. */
  versions: list(
    object({
      /** The version. */
      version,
      /** The previous version; null for the first one. */
      previous: version.nullable(),
      /** The changes of the data since the previous version. */
      changes: list(dataChange),
    }),
  ),
});

/** `data/redirects.json`. */
export const redirectsFile = object({
  /** The ids that were removed from the data. */
  redirects: list(
    object({
      /** The kind of thing that had the id. */
      subject,
      /** The removed id. */
      from: z.string(),
      /** The id that replaces it; null for none. */
      to: z.string().nullable(),
      /** The day on which it was removed. */
      since: day,
    }),
  ),
});

/** The file `data/changes.json`. */
export type ChangesFile = z.infer<typeof changesFile>;

/** The file `data/redirects.json`. */
export type RedirectsFile = z.infer<typeof redirectsFile>;

/** A change of the data. */
export type DataChange = z.infer<typeof dataChange>;

/** The semantic-versioning level of a change. */
export type Level = DataChange["level"];

/** The subject of a change or a redirect. */
export type Subject = DataChange["subject"];
