import { listPort, listPorts } from "cpanel-ports";
import dataset from "cpanel-ports/data/dataset.json" with { type: "json" };
import nothing from "cpanel-ports/nothing";
import { parseCsf, parseCsv } from "cpanel-ports/parse";
import * as render from "cpanel-ports/render";
import { policySchem, policySchema } from "cpanel-ports/schema";
import schema from "cpanel-ports/schema/policy.json" with { type: "json" };

console.log([listPorts, parseCsf, render.renderCsv, policySchema, dataset, schema]);
console.log([listPort, parseCsv, render.renderCvs, policySchem, nothing]);
