import { listServices, type ReleaseNumber } from "cpanel-ports";
import { omissibleNeeds } from "./omissible-needs.ts";
import type { Settings } from "./settings.ts";
import { without } from "./without.ts";

/** Whether a service is included. */
export function isTicked({ services, omit }: Settings, id: string): boolean {
  return services === null ? !omit.includes(id) : services.includes(id);
}

/** Includes or excludes a service; an excluded service loses its other settings. */
export function withTick(settings: Settings, id: string, ticked: boolean): Settings {
  const { services, omit } = settings;
  const others = (list: readonly string[]) => list.filter((each) => each !== id);
  const changed: Settings =
    services === null
      ? { ...settings, omit: ticked ? others(omit) : [...others(omit), id] }
      : { ...settings, services: ticked ? [...others(services), id] : others(services) };
  return ticked
    ? changed
    : {
        ...changed,
        allowFrom: without(settings.allowFrom, id),
        replace: without(settings.replace, id),
        ftpPassive: settings.ftpPassive && id !== "ftp",
      };
}

/** Includes every service. */
export function withAllTicked(settings: Settings): Settings {
  const needs: readonly string[] = omissibleNeeds.map(({ id }) => id);
  return {
    ...settings,
    services: null,
    moreServices: "",
    omit: settings.omit.filter((each) => needs.includes(each)),
  };
}

/** Excludes every service. */
export function withNoneTicked(settings: Settings, release: ReleaseNumber): Settings {
  const only = withOnlyThese(settings, true, release);
  return (only.services ?? []).reduce((left, id) => withTick(left, id, false), only);
}

/** Names the included or the excluded services; the ticks stay unchanged. */
export function withOnlyThese(settings: Settings, only: boolean, release: ReleaseNumber): Settings {
  const ids: readonly string[] = listServices(release).map((each) => each.id);
  const needs = settings.omit.filter((each) => !ids.includes(each));
  const ticked = ids.filter((id) => isTicked(settings, id));
  return only
    ? { ...settings, services: ticked, omit: needs }
    : {
        ...settings,
        services: null,
        moreServices: "",
        omit: [...ids.filter((id) => !ticked.includes(id)), ...needs],
      };
}
