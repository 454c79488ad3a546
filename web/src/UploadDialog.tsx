import { Button, Group, Modal } from "@mantine/core";
import { useRef, useState, type DragEvent } from "react";
import { droppedFiles } from "./droppedFiles";
import { count, size } from "./format";
import { UploadIcon } from "./icons";
import { splitTags, tagProblem } from "./tags";
import { TagsField } from "./TagsField";
import classes from "./UploadDialog.module.css";
import { UploadList } from "./UploadList";
import { useUploads } from "./useUploads";

interface Props {
  initial: File[];
  maxBytes: number;
  onClose: () => void;
}

/** Choose files and tags, send them, see what became of each. */
export function UploadDialog({ initial, maxBytes, onClose }: Props) {
  const { uploads, sending, choose, forget, send, cancel } = useUploads(initial, maxBytes);
  const [tags, setTags] = useState<string[]>([]);
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  const problems = tags.flatMap((tag) => tagProblem(tag) ?? []);
  const ready = uploads.filter((upload) => upload.state === "ready").length;
  const done = uploads.length > 0 && ready === 0 && !sending;

  function start() {
    const all = [...new Set([...tags, ...splitTags(text)])];
    setTags(all);
    setText("");
    if (all.every((tag) => tagProblem(tag) === null)) void send(all);
  }

  function close() {
    cancel();
    onClose();
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(choose);
  }

  return (
    <Modal
      opened
      onClose={close}
      title="Upload samples"
      size={640}
      closeOnClickOutside={false}
      closeOnEscape={!sending}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, content: classes.content, header: classes.content, body: classes.body }}
    >
      <div
        className={classes.drop}
        data-over={over}
        data-small={uploads.length > 0}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <UploadIcon size={uploads.length > 0 ? 18 : 26} />
        <span>Drop files or folders here</span>
        <Button size="xs" variant="default" data-autofocus onClick={() => picker.current?.click()}>
          Choose files
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files"
          onChange={(event) => {
            choose([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
        <span className={classes.limit}>up to {size(maxBytes)} each</span>
      </div>
      {!done && (
        <div className={classes.tags}>
          <TagsField
            label="User Tags"
            description="Optional, for all of these files."
            chips={tags.map((name) => ({ name, wrong: tagProblem(name) !== null }))}
            text={text}
            onText={setText}
            onAdd={(names) => setTags([...new Set([...tags, ...names])])}
            onRemove={(name) => setTags(tags.filter((tag) => tag !== name))}
            error={problems.length > 0 ? problems.map((line) => <span key={line} className={classes.problem}>{line}</span>) : undefined}
          />
        </div>
      )}
      <div className={classes.room} data-done={done}>
        {uploads.length > 0 && <UploadList uploads={uploads} sending={sending} onForget={forget} />}
      </div>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={close}>
          {sending ? "Stop" : done ? "Close" : "Cancel"}
        </Button>
        {!done && (
          <Button disabled={ready === 0 || problems.length > 0} loading={sending} onClick={start}>
            {ready === 0 ? "Send" : `Send ${count(ready)} ${ready === 1 ? "file" : "files"}`}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
