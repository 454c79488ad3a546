import { Button, Loader, NativeSelect, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import classes from "./AccessPage.module.css";
import { useEnclaves } from "./accessQueries";
import { fitting } from "./accessText";
import alerts from "./AlertsPage.module.css";
import { api, ENCLAVE_TYPES, type EnclaveType } from "./api";
import { NotRead } from "./NotRead";
import { goTo } from "./place";
import { PlaceLink } from "./PlaceLink";
import { useAccessChange } from "./useAccessChange";

/** All enclaves; each leads to who may do what in it. */
export function EnclavesPart() {
  const { data, error, isPending, refetch } = useEnclaves();
  const [typed, setTyped] = useState("");
  const shown = fitting(data ?? [], typed);
  return (
    <>
      <p className={classes.about}>
        Reports and indicators live in enclaves. Samples and their tags are everybody’s. Being an admin gives no right in
        an enclave.
      </p>
      <NewEnclave />
      {error && <NotRead what="The enclaves" className={alerts.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading enclaves" />}
      {data?.length === 0 && <p className={classes.about}>There is no enclave yet.</p>}
      {data && data.length > 0 && (
        <>
          <TextInput
            mb="sm"
            w={280}
            size="xs"
            aria-label="Find an enclave"
            placeholder="Find by name"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <div className={alerts.frame}>
            <table className={alerts.table} aria-label="Enclaves">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Type</th>
                  <th scope="col">Template</th>
                  <th scope="col">ID</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <PlaceLink className={alerts.link} to={{ page: "enclave", id: one.id }}>
                        {one.name}
                      </PlaceLink>
                    </td>
                    <td>{one.type}</td>
                    <td>{one.templateName}</td>
                    <td className={classes.key}>{one.id}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}

function NewEnclave() {
  const [name, setName] = useState("");
  const [type, setType] = useState<EnclaveType>("INTERNAL");
  const add = useAccessChange(api.addEnclave, (made) => goTo({ page: "enclave", id: made.id }));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate({ name: name.trim(), type });
  }
  return (
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
      <NativeSelect
        label="Type"
        data={[...ENCLAVE_TYPES]}
        value={type}
        onChange={(event) => setType(event.currentTarget.value as EnclaveType)}
      />
      <Button type="submit" loading={add.isPending}>
        Add enclave
      </Button>
    </form>
  );
}
