import { laterReleases, listPorts, releases, resolveVersion } from "cpanel-ports";
import { ReleaseLink } from "../../parts/links.tsx";

/** All releases, and the later versions for which one of them answers. */
export function ReleaseTable() {
  return (
    <>
      <h1 tabIndex={-1}>Releases</h1>
      <p>
        A version without a page of its own is answered from the newest page: for as long as that
        page says that it holds, and assumed after that.
      </p>
      <div class="table-frame">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Release</th>
              <th scope="col">Answered from</th>
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
                    {resolved.coverage === "release" ? "its page" : `page ${resolved.release}`}
                    {resolved.coverage === "assumed" && ", assumed"}
                  </td>
                  <td>{listPorts(resolved.release).length}</td>
                  <td>{dateText(firstPublicBuild)}</td>
                  <td>{dateText(endOfLife)}</td>
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
