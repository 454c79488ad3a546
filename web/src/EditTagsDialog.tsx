import { Alert, Button, Center, Group, Loader, Modal, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type FormEvent } from "react";
import { api, ApiError, type Sample, type TagEdit } from "./api";
import classes from "./EditTagsDialog.module.css";
import { count, plainName } from "./format";
import { AlertIcon, CheckIcon } from "./icons";
import { tagNotice, type Notice } from "./notice";
import { refreshSamples } from "./queries";
import { randomId } from "./randomId";
import { chipProblems, difference, openingChips, skippedOn, withTags, type Chip } from "./tagEdit";
import { TagList } from "./TagList";
import { splitTags } from "./tags";
import { TagsField } from "./TagsField";

interface Props {
  samples: Sample[];
  onClose: () => void;
}

/** For more samples than this, the tags are taken from the list as it stands. */
const READ_AGAIN_MAX = 50;

/** The dialog "Edit tags" for one or many samples. */
export function EditTagsDialog({ samples, onClose }: Props) {
  // somebody else may have changed tags since the list was read
  const session = useId();
  const current = useQuery({
    queryKey: ["editing", session],
    queryFn: ({ signal }) =>
      samples.length > READ_AGAIN_MAX
        ? samples
        : Promise.all(samples.map((sample): Promise<Sample> => api.sample(sample.sha256, signal))),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Edit tags"
      size={600}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      {current.data ? (
        <Form samples={current.data} onClose={onClose} />
      ) : current.error ? (
        <Alert role="alert" title="The tags could not be read">
          {current.error.message}
          <div>
            <Button mt="sm" size="xs" variant="default" onClick={() => void current.refetch()}>
              Try again
            </Button>
          </div>
        </Alert>
      ) : (
        <Center h={220}>
          <Loader aria-label="Loading tags" />
        </Center>
      )}
    </Modal>
  );
}

function Form({ samples, onClose }: Props) {
  const total = samples.length;
  const [opening] = useState(() => openingChips(samples.map((sample) => sample.tags.user)));
  const [chips, setChips] = useState<Chip[]>(opening);
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const attempt = useRef<{ body: string; key: string } | null>(null);

  const save = useMutation({
    mutationFn: (edit: TagEdit) => {
      // the same edit sent again after a lost answer carries the same key, so that it is done once
      const body = JSON.stringify(edit);
      if (attempt.current?.body !== body) attempt.current = { body, key: randomId() };
      return api.editTags(edit, attempt.current.key);
    },
    retry: (failures, thrown) => failures < 2 && thrown instanceof ApiError && thrown.status === 0,
    retryDelay: 600,
    onSuccess: (result) => {
      say(tagNotice(result.tags));
      refreshSamples();
      onClose();
    },
    onError: (thrown) => {
      // a refusal is final; only what may have been done unseen is sent under the same key again
      if (!(thrown instanceof ApiError) || thrown.status !== 0) attempt.current = null;
    },
  });

  const systemTags = [...new Set(samples.flatMap((sample) => sample.tags.system))].sort();
  const problems = chipProblems(chips);
  // what is typed counts as soon as it is saved, with or without the Enter
  const saved = difference(opening, withTags(chips, splitTags(text), opening), total);
  const skips = saved.add.flatMap((name) => {
    const on = skippedOn(
      name,
      samples.map((sample) => sample.tags.system),
    );
    return on === 0 ? [] : [{ name, on }];
  });

  function change(next: Chip[]) {
    setChips(next);
    save.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    const all = withTags(chips, splitTags(text), opening);
    if (text !== "") {
      setChips(all);
      setText("");
    }
    if (chipProblems(all).length > 0) return;
    const { add, remove } = difference(opening, all, total);
    if (add.length === 0 && remove.length === 0) {
      say(tagNotice([]));
      onClose();
      return;
    }
    const edit: TagEdit = { samples: samples.map((sample) => sample.sha256), add, remove };
    if (reason.trim() !== "") edit.reason = reason.trim();
    save.mutate(edit);
  }

  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
      }}
    >
      <p className={classes.subject} title={samples.length === 1 ? plainName(samples[0]!.name) : undefined}>
        {samples.length === 1 ? plainName(samples[0]!.name) : `${count(total)} samples`}
      </p>
      {systemTags.length > 0 && (
        <div className={classes.system}>
          <span className={classes.systemTitle}>System Tags (read-only)</span>
          <TagList kind="system" names={systemTags} fold={12} plain />
        </div>
      )}
      <TagsField
        label="User Tags"
        autoFocus
        chips={chips.map((chip) => ({
          name: chip.name,
          wrong: chipProblems([chip]).length > 0,
          share: chip.had > 0 && chip.had < total && !chip.toAll ? { had: chip.had, of: total } : undefined,
        }))}
        text={text}
        onText={(next) => {
          setText(next);
          save.reset();
        }}
        onAdd={(names) => change(withTags(chips, names, opening))}
        onRemove={(name) => change(chips.filter((chip) => chip.name !== name))}
        error={problems.length > 0 ? problems.map((line) => <span key={line} className={classes.problem}>{line}</span>) : undefined}
        description={
          total > 1
            ? "Enter or comma adds a tag to all samples. Tags on some of them stay as they are unless you change them."
            : "Enter or comma adds a tag. 2 to 40 characters: letters, digits, blank and / . _ -"
        }
      />
      <div className={classes.room}>
        <TextInput
          mt="md"
          label="Reason"
          placeholder="Optional; kept in the history"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.preview} aria-live="polite">
          {problems.length === 0 && (
            <>
              {saved.add.length > 0 && (
                <div>
                  Save adds <b>{saved.add.join(", ")}</b>
                  {total > 1 && ` to ${count(total)} samples`}
                </div>
              )}
              {saved.remove.length > 0 && (
                <div>
                  Save removes <b>{saved.remove.join(", ")}</b>
                </div>
              )}
              {skips.map(({ name, on }) => (
                <div key={name}>
                  <b>{name}</b> will be skipped{total > 1 && ` on ${count(on)} of ${count(total)}`}: there is a System Tag
                  of that name
                </div>
              ))}
            </>
          )}
        </div>
      </div>
      {save.isError && (
        <Alert role="alert" mb="md">
          {save.error.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={problems.length > 0} loading={save.isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
}

function say({ title, lines, warn }: Notice) {
  notifications.show({
    title,
    withBorder: true,
    color: warn ? "yellow" : lines.length === 0 ? "gray" : "green",
    icon: warn ? <AlertIcon size={16} /> : <CheckIcon size={16} />,
    message: lines.map((line) => <div key={line}>{line}</div>),
    closeButtonProps: { "aria-label": "Close notification" },
    classNames: { description: classes.notice, title: classes.noticeTitle },
  });
}
