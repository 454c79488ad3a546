import { Combobox, Kbd, TextInput, CloseButton, useCombobox } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useRef, useState } from "react";
import type { Kind } from "./api";
import { count } from "./format";
import { SearchIcon } from "./icons";
import { go, isHash, meant, useFilter } from "./place";
import { useSuggestions } from "./queries";
import classes from "./SearchBox.module.css";
import { Matched, TagBadge } from "./TagBadge";

const SUGGESTIONS_SHOWN = 10;

/** The quick search: `#text` for tags that contain a text, or a whole hash. */
export function SearchBox() {
  const filter = useFilter();
  const shown = filter.q ?? (filter.tag !== undefined ? `#${filter.tag}` : "");
  // what is typed belongs to the place where it was typed: at another address the box shows that one's search
  const [draft, setDraft] = useState<{ at: string; text: string } | null>(null);
  const text = draft?.at === shown ? draft.text : shown;
  const field = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  function focus() {
    // a dialog keeps the focus
    if (!document.querySelector('[role="dialog"]')) field.current?.select();
  }
  // ß is what Option-S types on a Mac
  useHotkeys([["alt+S", focus], ["alt+ß", focus]], []);

  const typed = text.trim();
  const part = typed.replace(/^#/, "").trim();
  const forTags = typed.startsWith("#") || (typed !== "" && !isHash(typed) && meant(typed).q !== typed);
  const suggestions = useSuggestions(part, undefined, combobox.dropdownOpened && forTags).slice(0, SUGGESTIONS_SHOWN);

  function leave() {
    setDraft(null);
    combobox.closeDropdown();
    field.current?.blur();
  }
  function choose(value: string) {
    const suggestion = suggestions.find((tag) => optionValue(tag.kind, tag.name) === value);
    leave();
    go(suggestion ? { tag: suggestion.name, kind: suggestion.kind } : meant(text));
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} shadow="md" offset={4} transitionProps={{ duration: 0 }}>
      <Combobox.Target>
        <TextInput
          ref={field}
          aria-label="Search"
          placeholder="#tag or a whole hash"
          value={text}
          maxLength={1024}
          spellCheck={false}
          autoComplete="off"
          leftSection={<SearchIcon size={16} />}
          rightSectionWidth={text === "" ? 62 : 34}
          rightSectionPointerEvents={text === "" ? "none" : "all"}
          rightSection={
            text === "" ? (
              <Kbd size="xs">Alt S</Kbd>
            ) : (
              <CloseButton
                size="sm"
                aria-label="Clear search"
                onClick={() => {
                  setDraft(null);
                  go({});
                  field.current?.focus();
                }}
              />
            )
          }
          classNames={{ input: classes.input }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setDraft({ at: shown, text: event.currentTarget.value });
            combobox.resetSelectedOption();
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              leave();
              go(meant(text));
            } else if (event.key === "Escape" && !combobox.dropdownOpened) {
              leave();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        <Combobox.Options aria-label="Tags">
          {suggestions.map((tag) => (
            <Combobox.Option key={optionValue(tag.kind, tag.name)} value={optionValue(tag.kind, tag.name)}>
              <span className={classes.option}>
                <TagBadge kind={tag.kind} plain>
                  <Matched text={tag.name} part={part} />
                </TagBadge>
                <span className={classes.kind}>{tag.kind === "user" ? "User Tag" : "System Tag"}</span>
                <span className={classes.count}>{count(tag.count)}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
        <div className={classes.hint}>
          {forTags && part !== "" ? (
            <>
              <Kbd size="xs">Enter</Kbd> all samples with a tag that contains <b>{part}</b>
            </>
          ) : isHash(typed) ? (
            <>
              <Kbd size="xs">Enter</Kbd> the sample with this hash
            </>
          ) : (
            <>
              Type <b>#</b> and part of a tag, or paste a whole MD5, SHA1, SHA256 or SHA512.
            </>
          )}
        </div>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function optionValue(kind: Kind, name: string): string {
  return `${kind}:${name}`;
}
