import { once } from "../../util/once.ts";

/** Whether a value has the fields that tables need. */
type Test = (value: unknown) => boolean;

/** Returns the tests for everything that can be shown as a table, by kind; at most one of them passes. */
export const shapes = once(() => {
  const any: Test = () => true;
  const list = (item: Test) => (value: unknown) => Array.isArray(value) && value.every(item);
  const object = (fields: Readonly<Record<string, Test>>) => {
    const tests = Object.entries(fields);
    return (value: unknown) =>
      typeof value === "object" &&
      value !== null &&
      tests.every(([name, test]) => test((value as typeof fields)[name]));
  };
  const optional = (test: Test) => (value: unknown) => value == null || test(value);
  const anyOr = (word: string) => (value: unknown) => value === word || list(any)(value);
  const title: Test = (value) => typeof value === "string";
  const pagesOrNone: Test = (value) => value === null || object({})(value);
  const objects = list(object({}));
  const who = { sources: anyOr("any"), except: list(any) };
  const access = { ports: object({}), ...who };
  const used = { services: list(any), conditions: objects };
  const changes = list(object({ ...used, ports: object({}), who: object(who) }));
  const findings = list(
    object({
      ports: list(object({ ...used, ports: object({}) })),
      who: optional(object(who)),
      ...{ families: list(any), reasons: list(any), decidedBy: objects },
      ...{ message: title, advice: title },
    }),
  );
  const documented = object({ documented: object({}) });
  const own = object({ documented: (value) => value === null, own: object({}) });
  const entries = list(
    object({
      ...{ ...used, categories: list(any), ianaNames: list(any) },
      sourcePorts: anyOr("undocumented"),
    }),
  );
  const audit = object({
    ...{ expected: object({ title }), findings, gaps: objects, inputs: list(title) },
    scope: object({ families: list(any), directions: list(any), protocols: list(any) }),
  });
  const named = object({ name: title, audit });
  const failed = object({ name: title, error: title });
  const audits = list((each) => named(each) || failed(each));
  const ports = (value: unknown) =>
    entries(value) && list((each) => documented(each) || own(each))(value);
  return {
    ports,
    diff: object({
      ...{ title, requested: object({}), pages: object({}), coverage: object({}) },
      ...{ added: ports, removed: ports, changed: list(object({ fields: objects })) },
      ...{ licenseCallback: objects, featureSources: objects, recommendedFirewalls: objects },
      reasons: list(object({ between: list(any) })),
    }),
    policy: object({
      ...{ title, rules: list(object(access)), undetermined: optional(list(object(access))) },
      qualified: optional(list(object({ ...access, qualification: title }))),
      loopback: optional(list(object({ protocols: list(any) }))),
      warnings: optional(list(object({ ports: list(any) }))),
    }),
    audit,
    audits: (value: unknown) => !ports(value) && audits(value),
    plan: object({
      ...{ title, changes, unknown: changes },
      ...{ requested: object({}), pages: pagesOrNone, coverage: object({}) },
    }),
  };
});
