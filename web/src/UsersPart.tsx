import { Button, Checkbox, Loader, PasswordInput, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import classes from "./AccessPage.module.css";
import { useUsers } from "./accessQueries";
import alerts from "./AlertsPage.module.css";
import { api, type Me, type User } from "./api";
import { ConfirmButton } from "./ConfirmButton";
import { NotRead } from "./NotRead";
import { PasswordDialog } from "./PasswordDialog";
import { useAccessChange } from "./useAccessChange";

/** All users: who is an admin, who is disabled. */
export function UsersPart({ me }: { me: Me }) {
  const { data, error, isPending, refetch } = useUsers();
  const [passwordOf, setPasswordOf] = useState<string | null>(null);
  return (
    <>
      <NewUser />
      {error && <NotRead what="The users" className={alerts.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading users" />}
      {data && (
        <div className={alerts.frame}>
          <table className={alerts.table} aria-label="Users">
            <thead>
              <tr>
                <th scope="col">Login</th>
                <th scope="col">Is</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.map((user) => (
                <Row key={user.login} user={user} me={me} onPassword={() => setPasswordOf(user.login)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {passwordOf !== null && (
        <PasswordDialog of={passwordOf === me.login ? undefined : passwordOf} onClose={() => setPasswordOf(null)} />
      )}
    </>
  );
}

function NewUser() {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [admin, setAdmin] = useState(false);
  const add = useAccessChange(api.addUser, () => {
    setLogin("");
    setPassword("");
    setAdmin(false);
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate({ login: login.trim(), password, admin });
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Login"
        required
        withAsterisk={false}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        required
        withAsterisk={false}
        w={220}
        placeholder="8 characters or more"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": "Show password" }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Checkbox label="Admin" mb={8} checked={admin} onChange={(event) => setAdmin(event.currentTarget.checked)} />
      <Button type="submit" loading={add.isPending}>
        Add user
      </Button>
    </form>
  );
}

function Row({ user, me, onPassword }: { user: User; me: Me; onPassword: () => void }) {
  const { login, admin, active } = user;
  const change = useAccessChange(({ wish }: { wish: { active: boolean } | { admin: boolean } }) =>
    api.changeUser(login, wish),
  );
  return (
    <tr>
      <td className={active ? undefined : classes.off}>{login}</td>
      <td>
        {active ? (admin ? "Administrator" : "Analyst") : <span className={alerts.bad}>disabled</span>}
        {login === me.login && <span className={alerts.dim}> (you)</span>}
      </td>
      <td>
        <div className={alerts.buttons}>
          {active ? (
            <ConfirmButton
              action="Disable"
              subject={login}
              loading={change.isPending}
              onConfirm={() => change.mutate({ wish: { active: false } })}
            >
              <b>{login}</b> can’t log in any more; sessions, tokens and keys end at once. What {login} did stays.
            </ConfirmButton>
          ) : (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Enable ${login}`}
              loading={change.isPending}
              onClick={() => change.mutate({ wish: { active: true } })}
            >
              Enable
            </Button>
          )}
          <ConfirmButton
            action={admin ? "Make analyst" : "Make admin"}
            subject={login}
            loading={change.isPending}
            onConfirm={() => change.mutate({ wish: { admin: !admin } })}
          >
            {admin
              ? "Analysts can’t manage users, groups, enclaves and rights."
              : "Admins manage users, groups, enclaves and rights, and may give themselves any right."}
          </ConfirmButton>
          <Button size="compact-xs" variant="default" aria-label={`Password of ${login}`} onClick={onPassword}>
            Password
          </Button>
        </div>
      </td>
    </tr>
  );
}
