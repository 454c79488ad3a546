import { Button, Center, Loader, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { api, type NearDuplicate, type Sample, type TagEdit } from "./api";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { count, plainName } from "./format";
import { tagNotice } from "./notice";
import { NearHint } from "./NearHint";
import { NothingRead } from "./NotRead";
import { Preview } from "./Preview";
import { previewLines, saveLabel } from "./previewText";
import { useNear, usePreview, useRelated } from "./queries";
import { ReasonField } from "./ReasonField";
import { say } from "./say";
import type { Target } from "./target";
import { chipProblems, difference, newNames, openingChips, skippedOn, withTags, type Chip } from "./tagEdit";
import { TagList } from "./TagList";
import { splitTags } from "./tags";
import { TagsField } from "./TagsField";
import { useChange } from "./useChange";

/** The tags of a target when the dialog opened. */
interface Opening {
  target: Target;
  total: number;
  chips: Chip[];
  system: string[];
  /** Whether a target has more tags than are told here. */
  more: boolean;
}

/** For more samples than this, the tags are taken from the list as it stands. */
const READ_AGAIN_MAX = 50;

/** For all that a search finds, the most frequent tags are told. */
const TAGS_TOLD = 40;
const SYSTEM_TAGS_TOLD = 12;

async function open(target: Target, signal: AbortSignal): Promise<Opening> {
  if ("query" in target) {
    const [user, system] = await Promise.all([
      api.facets(target.query, "user", TAGS_TOLD, signal),
      api.facets(target.query, "system", SYSTEM_TAGS_TOLD, signal),
    ]);
    return {
      target,
      total: target.total,
      chips: user.tags.map(({ name, count: had }) => ({ name, had, toAll: false })),
      system: system.tags.map((tag) => tag.name),
      more: user.tags.length === TAGS_TOLD,
    };
  }
  // somebody else may have changed tags since the list was read
  const samples =
    target.samples.length > READ_AGAIN_MAX
      ? target.samples
      : await Promise.all(target.samples.map((sample): Promise<Sample> => api.sample(sample.sha256, signal)));
  return {
    target: { samples },
    total: samples.length,
    chips: openingChips(samples.map((sample) => sample.tags.user)),
    system: [...new Set(samples.flatMap((sample) => sample.tags.system))].sort(),
    more: false,
  };
}

/** The dialog "Edit tags" for one or many samples. */
export function EditTagsDialog({ target, onClose }: { target: Target; onClose: () => void }) {
  const session = useId();
  const opening = useQuery({
    queryKey: ["editing", session],
    queryFn: ({ signal }) => open(target, signal),
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
      {opening.data ? (
        <Form opening={opening.data} onClose={onClose} />
      ) : opening.error ? (
        <NothingRead title="The tags could not be read" error={opening.error} onAgain={opening.refetch} />
      ) : (
        <Center h={220}>
          <Loader aria-label="Loading tags" />
        </Center>
      )}
    </Modal>
  );
}

function Form({ opening: { target, total, chips: opening, system, more }, onClose }: { opening: Opening; onClose: () => void }) {
  const [chips, setChips] = useState<Chip[]>(opening);
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const many = "query" in target || total > 1;

  const save = useChange(api.editTags, (result) => {
    say(tagNotice(result.tags), result.operation);
    onClose();
  });

  const problems = chipProblems(chips);
  // what is typed counts as soon as it is saved, with or without the Enter
  const all = withTags(chips, splitTags(text), opening);
  const saved = difference(opening, all, total);
  const preview = usePreview(
    many && chipProblems(all).length === 0 && saved.add.length + saved.remove.length > 0 ? editOf(saved) : null,
    api.previewEdit,
  );
  const related = useRelated(chips.filter((chip) => chip.had === total || chip.toAll).map((chip) => chip.name))
    .filter((tag) => !chips.some((chip) => chip.name === tag.name) && !opening.some((chip) => chip.name === tag.name))
    .filter((tag) => !system.includes(tag.name))
    .slice(0, 4);

  const near = useNear(newNames(all, opening));

  /** Takes the tag in use instead of the new name, where that is a chip and where it is typed. */
  function useInstead({ name, of }: NearDuplicate) {
    setText("");
    change(withTags(all.filter((chip) => chip.name !== name), [of], opening));
  }

  function editOf({ add, remove }: { add: string[]; remove: string[] }): TagEdit {
    return "query" in target
      ? { query: target.query, expected: total, add, remove }
      : { samples: target.samples.map((sample) => sample.sha256), add, remove };
  }

  function change(next: Chip[]) {
    setChips(next);
    save.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    if (text !== "") {
      setChips(all);
      setText("");
    }
    if (chipProblems(all).length > 0) return;
    if (saved.add.length === 0 && saved.remove.length === 0) {
      say(tagNotice([]));
      onClose();
      return;
    }
    const edit = editOf(saved);
    if (reason.trim() !== "") edit.reason = reason.trim();
    save.mutate(edit);
  }

  const subject =
    "query" in target
      ? `All ${count(total)} samples found`
      : target.samples.length === 1
        ? plainName(target.samples[0]!.name)
        : `${count(total)} samples`;
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
      }}
    >
      <p className={classes.subject} title={subject}>
        {subject}
        {"query" in target && target.query !== "" && (
          <>
            {" "}
            by <code className={classes.query}>{target.query}</code>
          </>
        )}
      </p>
      {system.length > 0 && (
        <div className={classes.system}>
          <span className={classes.systemTitle}>System Tags (read-only)</span>
          <TagList kind="system" names={system} fold={12} plain />
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
        hint={<NearHint near={near} onUse={useInstead} />}
        error={problems.length > 0 ? problems.map((line) => <span key={line} className={classes.problem}>{line}</span>) : undefined}
        description={
          many
            ? `Enter or comma adds a tag to all samples. Tags on some of them stay as they are unless you change them.${
                more ? ` Only the ${TAGS_TOLD} most frequent tags are shown.` : ""
              }`
            : "Enter or comma adds a tag. 2 to 40 characters: letters, digits, blank and / . _ -"
        }
      />
      <div className={classes.room}>
        <div className={classes.related}>
          {related.length > 0 && (
            <>
              <span>Often together:</span>
              {related.map(({ name }) => (
                <button
                  key={name}
                  type="button"
                  title={`Add ${name}`}
                  aria-label={`Add ${name}`}
                  onClick={() => change(withTags(chips, [name], opening))}
                >
                  {name}
                </button>
              ))}
            </>
          )}
        </div>
        <ReasonField value={reason} onChange={setReason} />
        <div className={classes.preview}>
          {many
            ? problems.length === 0 &&
              saved.add.length + saved.remove.length > 0 && (
                <Preview lines={preview.result && previewLines(preview.result.tags)} error={preview.error} />
              )
            : "samples" in target && problems.length === 0 && <Single samples={target.samples} saved={saved} />}
        </div>
      </div>
      <DialogFoot error={save.error} onCancel={onClose}>
        <Button type="submit" disabled={problems.length > 0 || preview.error !== null} loading={save.isPending}>
          {many ? saveLabel(saved, preview.result?.tags) : "Save"}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** What saving does to a single sample, which is known here. */
function Single({ samples, saved }: { samples: Sample[]; saved: { add: string[]; remove: string[] } }) {
  const system = samples.map((sample) => sample.tags.system);
  return (
    <div className={classes.single} aria-live="polite">
      {saved.add.length > 0 && (
        <div>
          Save adds <b>{saved.add.join(", ")}</b>
        </div>
      )}
      {saved.remove.length > 0 && (
        <div>
          Save removes <b>{saved.remove.join(", ")}</b>
        </div>
      )}
      {saved.add
        .filter((name) => skippedOn(name, system) > 0)
        .map((name) => (
          <div key={name}>
            <b>{name}</b> will be skipped: there is a System Tag of that name
          </div>
        ))}
    </div>
  );
}
