import { portEntrySchema } from "cpanel-ports/schema";

export const note: string | undefined = portEntrySchema.parse({}).annotations[0]?.text;
// @ts-expect-error
portEntrySchema.parse({}).remarks;
