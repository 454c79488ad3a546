import { ActionIcon, Button, Loader, NativeSelect, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import classes from "./AccessPage.module.css";
import { useGroups, useUsers } from "./accessQueries";
import alerts from "./AlertsPage.module.css";
import { api, type UserGroup } from "./api";
import { ConfirmButton } from "./ConfirmButton";
import { CloseIcon } from "./icons";
import { NotRead } from "./NotRead";
import { useAccessChange } from "./useAccessChange";

/** Groups of users, who are given rights together. */
export function GroupsPart() {
  const { data, error, isPending, refetch } = useGroups();
  const { data: users } = useUsers();
  const [name, setName] = useState("");
  const add = useAccessChange(api.addGroup, () => setName(""));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate(name.trim());
  }
  const logins = (users ?? []).map((user) => user.login);
  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          Add group
        </Button>
      </form>
      {error && <NotRead what="The groups" className={alerts.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading groups" />}
      {data?.length === 0 && <p className={classes.about}>There is no group yet.</p>}
      {data && data.length > 0 && (
        <div className={alerts.frame}>
          <table className={alerts.table} aria-label="Groups">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Members</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.map((group) => (
                <Row key={group.id} group={group} logins={logins} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ group, logins }: { group: UserGroup; logins: string[] }) {
  const { id, name, members } = group;
  const join = useAccessChange((login: string) => api.joinGroup(id, login));
  const leave = useAccessChange((login: string) => api.leaveGroup(id, login));
  const remove = useAccessChange(() => api.removeGroup(id));
  const others = logins.filter((login) => !members.includes(login));
  return (
    <tr>
      <td>{name}</td>
      <td>
        <div className={classes.members}>
          {members.map((login) => (
            <span key={login} className={classes.member}>
              {login}
              <ActionIcon
                size={16}
                variant="subtle"
                color="gray"
                aria-label={`Take ${login} out of ${name}`}
                loading={leave.isPending && leave.variables === login}
                onClick={() => leave.mutate(login)}
              >
                <CloseIcon size={11} />
              </ActionIcon>
            </span>
          ))}
          {others.length > 0 && (
            <NativeSelect
              size="xs"
              aria-label={`Add a member to ${name}`}
              data={[{ value: "", label: "Add a member…" }, ...others]}
              value=""
              disabled={join.isPending}
              onChange={(event) => {
                if (event.currentTarget.value !== "") join.mutate(event.currentTarget.value);
              }}
            />
          )}
        </div>
      </td>
      <td>
        <ConfirmButton action="Remove" subject={name} loading={remove.isPending} onConfirm={() => remove.mutate(undefined)}>
          Its members lose the rights that were given to the group. The users stay.
        </ConfirmButton>
      </td>
    </tr>
  );
}
