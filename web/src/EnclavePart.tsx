import { Button, Loader, NativeSelect, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import classes from "./AccessPage.module.css";
import { useEnclaves, useGrants, useGroups, useUsers } from "./accessQueries";
import { holderOf, LEVELS, levelOf, named, rightsOf, type HolderKey, type Level } from "./accessText";
import alerts from "./AlertsPage.module.css";
import { api, ENCLAVE_TYPES, type Enclave, type EnclaveType, type Grant } from "./api";
import { NotRead } from "./NotRead";
import { PlaceLink } from "./PlaceLink";
import { useAccessChange } from "./useAccessChange";

/** One enclave: what it is called, and who may do what in it. */
export function EnclavePart({ id }: { id: string }) {
  const enclaves = useEnclaves();
  const enclave = enclaves.data?.find((one) => one.id === id);
  return (
    <>
      <p className={classes.about}>
        <PlaceLink className={alerts.link} to={{ page: "access", part: "enclaves" }}>
          All enclaves
        </PlaceLink>
      </p>
      {enclaves.error && (
        <NotRead what="The enclave" className={alerts.problem} error={enclaves.error} onAgain={enclaves.refetch} />
      )}
      {enclaves.isPending && <Loader size="sm" aria-label="Loading the enclave" />}
      {enclaves.data && !enclave && <p className={classes.about}>There is no such enclave.</p>}
      {enclave && (
        <>
          <About key={`${enclave.name} ${enclave.type} ${enclave.templateName}`} enclave={enclave} />
          <Grants enclave={enclave} />
        </>
      )}
    </>
  );
}

function About({ enclave }: { enclave: Enclave }) {
  const [name, setName] = useState(enclave.name);
  const [type, setType] = useState(enclave.type);
  const [templateName, setTemplate] = useState(enclave.templateName);
  const save = useAccessChange((wish: { name: string; type: EnclaveType; templateName: string }) =>
    api.changeEnclave(enclave.id, wish),
  );
  const same = name === enclave.name && type === enclave.type && templateName === enclave.templateName;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending && !same) save.mutate({ name, type, templateName });
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        w={280}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Type"
        data={[...ENCLAVE_TYPES]}
        value={type}
        onChange={(event) => setType(event.currentTarget.value as EnclaveType)}
      />
      <TextInput
        label="Template"
        required
        withAsterisk={false}
        maxLength={100}
        autoComplete="off"
        value={templateName}
        onChange={(event) => setTemplate(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={same} loading={save.isPending}>
        Save
      </Button>
    </form>
  );
}

function Grants({ enclave }: { enclave: Enclave }) {
  const { data, error, isPending, refetch } = useGrants(enclave.id);
  return (
    <>
      <NewGrant enclave={enclave} given={data ?? []} />
      {error && <NotRead what="The rights" className={alerts.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading rights" />}
      {data?.length === 0 && <p className={classes.about}>Nobody may see it yet.</p>}
      {data && data.length > 0 && (
        <div className={alerts.frame}>
          <table className={alerts.table} aria-label={`Rights in ${enclave.name}`}>
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">May</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.map((grant) => (
                <Row key={holderOf(grant)} grant={grant} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function NewGrant({ enclave, given }: { enclave: Enclave; given: Grant[] }) {
  const { data: users } = useUsers();
  const { data: groups } = useGroups();
  const [chosen, setChosen] = useState<HolderKey | "">("");
  const [level, setLevel] = useState<Level>("read,create,update");
  const give = useAccessChange(api.grant, () => setChosen(""));
  const has = new Set(given.map(holderOf));
  const options = [
    ...(users ?? []).map((user) => ({ value: `user ${user.login}` as HolderKey, label: user.login })),
    ...(groups ?? []).map((group) => ({ value: `group ${group.name}` as HolderKey, label: `Group ${group.name}` })),
  ].filter(({ value }) => !has.has(value));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen !== "" && !give.isPending) {
      give.mutate({ enclave: enclave.id, ...named(chosen), rights: rightsOf(level) });
    }
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <NativeSelect
        label="User or group"
        data={[{ value: "", label: "Choose…" }, ...options]}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value as HolderKey | "")}
      />
      <NativeSelect
        label="May"
        data={[...LEVELS]}
        value={level}
        onChange={(event) => setLevel(event.currentTarget.value as Level)}
      />
      <Button type="submit" disabled={chosen === ""} loading={give.isPending}>
        Give rights
      </Button>
    </form>
  );
}

function Row({ grant }: { grant: Grant }) {
  const holder = holderOf(grant);
  const who = grant.user ?? `Group ${grant.group ?? ""}`;
  const give = useAccessChange(api.grant);
  const revoke = useAccessChange(() => api.revoke(grant.enclave, named(holder)));
  return (
    <tr>
      <td>{who}</td>
      <td>
        <NativeSelect
          size="xs"
          w={200}
          aria-label={`Rights of ${who}`}
          data={[...LEVELS]}
          value={levelOf(give.isPending ? give.variables.rights : grant.rights)}
          disabled={give.isPending}
          onChange={(event) =>
            give.mutate({
              enclave: grant.enclave,
              ...named(holder),
              rights: rightsOf(event.currentTarget.value as Level),
            })
          }
        />
      </td>
      <td>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Revoke the rights of ${who}`}
          loading={revoke.isPending}
          onClick={() => revoke.mutate(undefined)}
        >
          Revoke
        </Button>
      </td>
    </tr>
  );
}
