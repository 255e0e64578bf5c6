import { categories, listServices, releases, type Service } from "cpanel-ports";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { ViewProps } from "../../app.tsx";
import { BasisList } from "../../parts/basis-list.tsx";
import { categoryTitle } from "../../parts/category-title.ts";
import { Fact, Facts } from "../../parts/facts.tsx";
import { Remarks } from "../../parts/remarks.tsx";
import { ViewActions } from "../../parts/view-actions.tsx";
import { routeText } from "../../route.ts";
import { Matrix } from "../ports/matrix.tsx";
import { matrixRows } from "../ports/matrix-rows.ts";

const all = releases.map((each) => each.release);

/** A service and its ports; without one, all services. */
export function ServiceView({ route: { path } }: ViewProps) {
  const [id] = path;
  const service = listServices().find((each) => each.id === id);
  if (service) {
    return <OneService service={service} />;
  }
  return (
    <>
      <p class="crumbs">
        <a href="#/ports">Ports</a>
      </p>
      <h1 tabIndex={-1}>{id ? "No such service" : "Services"}</h1>
      {id && <p>No service has the id “{visible(id)}”. These are all services:</p>}
      <AllServices />
    </>
  );
}

function AllServices() {
  return (
    <div class="service-groups">
      {categories.map((category) => (
        <section key={category} class="service-group">
          <h2>{categoryTitle(category)}</h2>
          <ul class="service-list">
            {listServices()
              .filter((each) => each.category === category)
              .map((each) => (
                <li key={each.id}>
                  <a href={routeText("service", [each.id])}>{each.name}</a>
                  {each.aliases.length > 0 && <span class="quiet"> {each.aliases.join(", ")}</span>}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function OneService({ service }: { service: Service }) {
  const rows = matrixRows().filter((row) =>
    row.cells.some((cell) => cell.entry?.services.includes(service.id)),
  );
  const last = all.findLast((release) =>
    listServices(release).some((each) => each.id === service.id),
  );
  return (
    <>
      <p class="crumbs">
        <a href="#/service">Services</a>
      </p>
      <h1 tabIndex={-1}>{service.name}</h1>
      <Facts>
        <Fact name="ID">
          <code>{service.id}</code>
        </Fact>
        {service.aliases.length > 0 && (
          <Fact name="Other names">
            <code>{service.aliases.join(", ")}</code>
          </Fact>
        )}
        <Fact name="Category">{service.category.replaceAll("-", " ")}</Fact>
        <Fact name="Daemons">
          <Daemons daemons={service.daemons} />
        </Fact>
        <Fact name="Server roles">
          {typeof service.roles === "string"
            ? service.roles.replace("always-on", "always on")
            : service.roles.join(", ")}
        </Fact>
        <Fact name="Server profiles without it">
          {typeof service.profilesWithout === "string"
            ? service.profilesWithout
            : service.profilesWithout.join(", ") || "none"}
        </Fact>
        <Fact name="Sources">
          <BasisList basis={service.basis} label="" />
        </Fact>
      </Facts>
      <Remarks remarks={service.annotations} />
      <p>
        <a href={routeText("firewall")}>Build a firewall</a> ·{" "}
        <a
          href={routeText("audit", [], {
            version: String(last ?? all.at(-1)),
            service: service.id,
          })}
        >
          Audit a firewall only for this service
        </a>
      </p>
      <h2>Its ports</h2>
      <Matrix rows={rows} releases={all} />
      <ViewActions
        command={`npx cpanel-ports list ${last ?? all.at(-1)} --service ${service.id}`}
        table={{
          kind: "ports",
          release: last ?? 126,
          filter: { service: service.id },
        }}
      />
    </>
  );
}

function Daemons({ daemons }: Pick<Service, "daemons">) {
  if (typeof daemons === "string") {
    return <>{daemons}</>;
  }
  return (
    <>
      {daemons
        .map(({ from, through, names }) => `${names.join(", ")} (${from} to ${through})`)
        .join("; ")}
    </>
  );
}
