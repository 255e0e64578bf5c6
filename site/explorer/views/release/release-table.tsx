import { laterReleases, listPorts, releases, resolveVersion } from "cpanel-ports";
import { ReleaseLink } from "../../parts/links.tsx";

/** All releases, and the later versions that one of them answers for. */
export function ReleaseTable() {
  return (
    <>
      <p class="crumbs">
        <a href="#/ports">Ports</a>
      </p>
      <h1 tabIndex={-1}>Releases</h1>
      <p>
        Later versions have no page in the data; the newest page answers for them. “Assumed” means
        that the page may have changed since the version came out.
      </p>
      <div class="table-frame">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Release</th>
              <th scope="col">Documented by</th>
              <th scope="col">Ports</th>
              <th scope="col">First public build</th>
              <th scope="col">End of life</th>
            </tr>
          </thead>
          <tbody>
            {[...releases, ...laterReleases].map(({ release, firstPublicBuild, endOfLife }) => {
              const resolved = resolveVersion(release);
              return (
                <tr key={release}>
                  <th scope="row">
                    <ReleaseLink release={release} />
                  </th>
                  <td>
                    {resolved.coverage === "release" ? "its own page" : `page ${resolved.release}`}
                    {resolved.coverage === "assumed" && ", assumed"}
                  </td>
                  <td>{listPorts(resolved.release).length}</td>
                  <td class="whole">{dateText(firstPublicBuild)}</td>
                  <td class="whole">{dateText(endOfLife)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function dateText(date: { readonly date: string; readonly approximate: boolean } | "unknown") {
  return date === "unknown" ? (
    <span class="quiet">unknown</span>
  ) : (
    `${date.approximate ? "about " : ""}${date.date}`
  );
}
