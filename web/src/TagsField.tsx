import { Combobox, PillsInput, useCombobox } from "@mantine/core";
import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from "react";
import { count } from "./format";
import { CrossIcon } from "./icons";
import { useSuggestions } from "./queries";
import { Matched } from "./TagBadge";
import classes from "./TagsField.module.css";
import { aboutTag } from "./suggested";
import { splitTags } from "./tags";

export interface TagsFieldChip {
  name: string;
  /** Can't be a tag. */
  wrong: boolean;
  /** On some of the samples only: how many of how many. A click on it asks for all. */
  share?: { had: number; of: number } | undefined;
}

interface Props {
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  /** What to think of before it is saved; it stands right below the field. */
  hint?: ReactNode;
  chips: TagsFieldChip[];
  /** What is typed and not yet a chip. */
  text: string;
  onText: (text: string) => void;
  onAdd: (names: string[]) => void;
  onRemove: (name: string) => void;
  autoFocus?: boolean;
}

/** So few that the pull-down needs no scrolling, and fits into the room that the dialogs reserve below the field. */
const SUGGESTIONS_SHOWN = 6;

/** A field of tags with a pull-down of those in use, and of suggested ones after them. */
export function TagsField({ label, description, error, hint, chips, text, onText, onAdd, onRemove, autoFocus }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState(false);
  const part = text.trim();
  const complete = new Set(chips.filter((chip) => !chip.share).map((chip) => chip.name));
  const suggestions = useSuggestions(part, "user", wanted)
    .filter((tag) => !complete.has(tag.name))
    .slice(0, SUGGESTIONS_SHOWN);
  // open only when there is something in it: an invisible pull-down would take the first Esc for itself
  const combobox = useCombobox({
    opened: wanted && suggestions.length > 0,
    onOpenedChange: setWanted,
    onDropdownClose: () => combobox.resetSelectedOption(),
  });

  function add(names: string[]) {
    onText("");
    setWanted(false);
    if (names.length > 0) onAdd(names);
  }

  function typed(value: string) {
    combobox.resetSelectedOption();
    if (/[,\n]/.test(value)) {
      // all but the last part are finished
      const at = Math.max(value.lastIndexOf(","), value.lastIndexOf("\n"));
      const names = splitTags(value.slice(0, at));
      if (names.length > 0) onAdd(names);
      value = value.slice(at + 1).trimStart();
    }
    onText(value);
    setWanted(value.trim() !== "");
  }

  function pasted(event: ClipboardEvent<HTMLInputElement>) {
    const clip = event.clipboardData.getData("text");
    if (!/[,\r\n]/.test(clip)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    add(splitTags(text.slice(0, selectionStart ?? 0) + clip + text.slice(selectionEnd ?? text.length)));
  }

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      // never the form's own Enter: an empty field must not save by accident
      event.preventDefault();
      if (combobox.getSelectedOptionIndex() === -1) add(splitTags(text));
    } else if (event.key === "Backspace" && text === "") {
      const last = chips.at(-1);
      if (last) onRemove(last.name);
    }
  }

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      position="bottom-start"
      middlewares={{ flip: false, shift: false }}
      offset={2}
      shadow="md"
      transitionProps={{ duration: 0 }}
      onOptionSubmit={(name) => add([name])}
    >
      <Combobox.DropdownTarget>
        <PillsInput
          label={label}
          description={description}
          inputWrapperOrder={["label", "input", "error", "description"]}
          error={error}
          classNames={{ input: classes.box, error: classes.error, description: classes.description }}
          onClick={() => field.current?.focus()}
        >
          <div className={classes.chips}>
            {chips.map((chip) => (
              <span key={chip.name} className={classes.chip} data-wrong={chip.wrong}>
                <span className={classes.name}>{chip.name}</span>
                {chip.share && (
                  <button
                    type="button"
                    className={classes.share}
                    title={`On ${chip.share.had} of the ${chip.share.of} samples. Click to put it on all.`}
                    aria-label={`${chip.name} is on ${chip.share.had} of ${chip.share.of}: put it on all`}
                    onClick={() => onAdd([chip.name])}
                  >
                    {chip.share.had} of {chip.share.of}
                  </button>
                )}
                <button
                  type="button"
                  className={classes.remove}
                  aria-label={`Remove ${chip.name}`}
                  onClick={() => {
                    onRemove(chip.name);
                    field.current?.focus();
                  }}
                >
                  <CrossIcon size={11} />
                </button>
              </span>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                ref={field}
                className={classes.field}
                aria-label={label}
                autoComplete="off"
                spellCheck={false}
                autoFocus={autoFocus}
                placeholder={chips.length === 0 ? "Type a tag" : ""}
                value={text}
                onChange={(event) => typed(event.currentTarget.value)}
                onPaste={pasted}
                onKeyDown={keyDown}
                onBlur={() => setWanted(false)}
              />
            </Combobox.EventsTarget>
          </div>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown className={classes.dropdown}>
        <Combobox.Options aria-label="Tags in use, then suggested ones">
          {suggestions.map((tag) => (
            <Combobox.Option key={tag.name} value={tag.name} className={classes.option} title={aboutTag(tag)}>
              {tag.colour && <span className={classes.colour} style={{ background: tag.colour }} aria-hidden />}
              <span className={classes.optionName}>
                <Matched text={tag.name} part={part} />
              </span>
              {tag.original !== undefined && <span className={classes.about}>{tag.about || tag.original}</span>}
              {tag.suggested ? (
                <span className={classes.count}>suggested</span>
              ) : (
                <span className={classes.count} aria-label={`on ${count(tag.count)} samples`}>
                  {count(tag.count)}
                </span>
              )}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
      {hint}
    </Combobox>
  );
}
