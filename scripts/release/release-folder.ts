import { join } from "node:path";

/** The folder of the tarball to publish. */
export const releaseFolder = join(import.meta.dirname, "../../reports/release");
