import { Button, Group, Loader, Modal, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";
import classes from "./AccessPage.module.css";
import { useKeys, useUsers } from "./accessQueries";
import alerts from "./AlertsPage.module.css";
import { api, type ApiKey, type Me } from "./api";
import { ConfirmButton } from "./ConfirmButton";
import { CopyButton } from "./CopyButton";
import dialog from "./EditTagsDialog.module.css";
import { localSecond, localTime } from "./format";
import { NotRead } from "./NotRead";
import { useAccessChange } from "./useAccessChange";

/** API keys: one's own, and for admins those of all. */
export function KeysPart({ me }: { me: Me }) {
  const [all, setAll] = useState(false);
  const [made, setMade] = useState<ApiKey | null>(null);
  const { data, error, isPending, refetch } = useKeys(me.admin && all);
  const keys = data ?? [];

  return (
    <>
      <p className={classes.about}>
        With a key and its secret a program gets access tokens of the TruSTAR API, and may do what its user may.
      </p>
      {me.admin && (
        <SegmentedControl
          mb="md"
          size="xs"
          aria-label="Whose keys"
          data={[
            { value: "own", label: "My keys" },
            { value: "all", label: "Those of everybody" },
          ]}
          value={all ? "all" : "own"}
          onChange={(value) => setAll(value === "all")}
        />
      )}
      {me.admin && all ? <ForAnybody me={me} onMade={setMade} /> : <NewKey owner={me.login} onMade={setMade} />}
      {error && <NotRead what="The keys" className={alerts.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading keys" />}
      {data && keys.length === 0 && <p className={classes.about}>There is no key yet.</p>}
      {keys.length > 0 && (
        <div className={alerts.frame}>
          <table className={alerts.table} aria-label="API keys">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Key</th>
                {all && <th scope="col">User</th>}
                <th scope="col">Made</th>
                <th scope="col">Last used</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {keys.map((one) => (
                <Row key={one.key} apiKey={one} showUser={all} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {made && <Secret made={made} onClose={() => setMade(null)} />}
    </>
  );
}

function ForAnybody({ me, onMade }: { me: Me; onMade: (made: ApiKey) => void }) {
  const [owner, setOwner] = useState(me.login);
  const { data: users } = useUsers();
  const logins = users?.filter((user) => user.active).map((user) => user.login) ?? [me.login];
  return (
    <NewKey owner={owner} onMade={onMade}>
      <NativeSelect label="User" data={logins} value={owner} onChange={(event) => setOwner(event.currentTarget.value)} />
    </NewKey>
  );
}

interface NewKeyProps {
  owner: string;
  onMade: (made: ApiKey) => void;
  children?: ReactNode;
}

function NewKey({ owner, onMade, children }: NewKeyProps) {
  const [name, setName] = useState("");
  const add = useAccessChange(api.addKey, (made) => {
    setName("");
    onMade(made);
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate(name.trim() === "" ? { user: owner } : { user: owner, name: name.trim() });
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      {children}
      <TextInput
        label="What for"
        placeholder="API key"
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending}>
        Make a key
      </Button>
    </form>
  );
}

function Row({ apiKey, showUser }: { apiKey: ApiKey; showUser: boolean }) {
  const { key, user, name, created, lastUsed } = apiKey;
  const revoke = useAccessChange(api.revokeKey);
  return (
    <tr>
      <td>{name}</td>
      <td className={classes.key}>{key}</td>
      {showUser && <td>{user}</td>}
      <td title={localSecond(created)}>{localTime(created)}</td>
      <td>{lastUsed === null ? <span className={alerts.dim}>never</span> : localTime(lastUsed)}</td>
      <td>
        <ConfirmButton action="Revoke" subject={name} loading={revoke.isPending} onConfirm={() => revoke.mutate(key)}>
          Programs that use it are refused from now on. This can’t be undone.
        </ConfirmButton>
      </td>
    </tr>
  );
}

/** The one time that the secret is shown. */
function Secret({ made, onClose }: { made: ApiKey; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`The secret of ${made.name}`}
      size={640}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: dialog.title, body: dialog.body, content: dialog.content, header: dialog.content }}
    >
      <p>The secret is shown this once; copy it now.</p>
      <div className={alerts.secret}>
        <span>Key</span>
        <code>{made.key}</code>
        <CopyButton text={made.key} what="key" />
      </div>
      <div className={alerts.secret}>
        <span>Secret</span>
        <code>{made.secret}</code>
        <CopyButton text={made.secret ?? ""} what="secret" />
      </div>
      <Group justify="flex-end" mt="md">
        <Button data-autofocus onClick={onClose}>
          Done
        </Button>
      </Group>
    </Modal>
  );
}
