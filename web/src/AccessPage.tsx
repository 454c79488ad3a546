import { useEffect } from "react";
import classes from "./AccessPage.module.css";
import alerts from "./AlertsPage.module.css";
import type { Me } from "./api";
import { EnclavePart } from "./EnclavePart";
import { EnclavesPart } from "./EnclavesPart";
import { GroupsPart } from "./GroupsPart";
import { KeysPart } from "./KeysPart";
import { PageHeading } from "./PageHeading";
import { ACCESS_PARTS, goTo, placeHref, type AccessPart } from "./place";
import { UsersPart } from "./UsersPart";

const TITLES: Record<AccessPart, string> = {
  users: "Users",
  groups: "Groups",
  enclaves: "Enclaves",
  keys: "API keys",
};

interface Props {
  me: Me;
  part: AccessPart;
  /** The one enclave that is shown, of the part "enclaves". */
  enclave?: string | undefined;
}

/** Who may do what: for admins everything, for everybody the own API keys. */
export function AccessPage({ me, part: asked, enclave }: Props) {
  const part = me.admin ? asked : "keys";
  useEffect(() => {
    document.title = `${TITLES[part]} – Earmark`;
  }, [part]);

  return (
    <main className={alerts.page}>
      <div className={alerts.top}>
        <PageHeading key={part} className={alerts.title}>
          {TITLES[part]}
        </PageHeading>
        {me.admin && (
          <nav className={classes.parts} aria-label="Administration">
            {ACCESS_PARTS.map((one) => (
              <a
                key={one}
                className={alerts.link}
                href={placeHref({ page: "access", part: one })}
                aria-current={one === part ? "page" : undefined}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
                  event.preventDefault();
                  goTo({ page: "access", part: one });
                }}
              >
                {TITLES[one]}
              </a>
            ))}
          </nav>
        )}
      </div>
      {part === "keys" && <KeysPart me={me} />}
      {part === "users" && <UsersPart me={me} />}
      {part === "groups" && <GroupsPart />}
      {part === "enclaves" && (enclave === undefined ? <EnclavesPart /> : <EnclavePart key={enclave} id={enclave} />)}
    </main>
  );
}
