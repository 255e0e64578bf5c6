import { listServices, type ReleaseNumber } from "cpanel-ports";
import { omissibleNeeds } from "./omissible-needs.ts";
import type { Settings } from "./settings.ts";
import { without } from "./without.ts";

/** Tells whether a service is in. */
export function isTicked({ services, omit }: Settings, id: string): boolean {
  return services === null ? !omit.includes(id) : services.includes(id);
}

/** Takes a service in or out; what else is set for a service that is out is dropped. */
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

/** Takes every service in. */
export function withAllTicked(settings: Settings): Settings {
  const needs: readonly string[] = omissibleNeeds.map(({ id }) => id);
  return {
    ...settings,
    services: null,
    moreServices: "",
    omit: settings.omit.filter((each) => needs.includes(each)),
  };
}

/** Takes every service out. */
export function withNoneTicked(settings: Settings, release: ReleaseNumber): Settings {
  const only = withOnlyThese(settings, true, release);
  return (only.services ?? []).reduce((left, id) => withTick(left, id, false), only);
}

/** Names the services that are in, or those that are out; the ticks stay as they are. */
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
