import { listServices, type ServiceId } from "cpanel-ports";
import { routeText } from "../route.ts";

const names = new Map<ServiceId, string>(listServices().map((each) => [each.id, each.name]));

export function PortLink({ port }: { port: number }) {
  return <a href={routeText("port", [port])}>{port}</a>;
}

export function ReleaseLink({ release }: { release: number }) {
  return <a href={routeText("release", [release])}>{release}</a>;
}

/** Service names as links, separated by commas. */
export function ServiceLinks({ services }: { services: readonly ServiceId[] }) {
  return (
    <>
      {services.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a href={routeText("service", [id])}>{names.get(id) ?? id}</a>
        </span>
      ))}
    </>
  );
}
