import { Combobox, Kbd, TextInput, CloseButton, useCombobox } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useLayoutEffect, useRef, useState } from "react";
import type { Proposal } from "./api";
import { completed, isBareWord } from "./completing";
import { SearchIcon } from "./icons";
import { go, isHash, meant, useFilter } from "./place";
import { useCompletions, useSearchProblem, useSuggestions } from "./queries";
import classes from "./SearchBox.module.css";
import { SearchHint } from "./SearchHint";
import { ProposalOption } from "./SearchProposal";
import { searchOf } from "./searchText";

const PROPOSALS_SHOWN = 10;
const TAGS_FOR_A_WORD = 5;

/** Where the text came from and how far it is typed; `at` is the search that was shown then. */
interface Draft {
  at: string;
  text: string;
  caret: number;
}

/** The search: `#text` for tags that contain a text, a whole hash, a part of a file name, or the language. */
export function SearchBox() {
  const filter = useFilter();
  const shown = searchOf(filter);
  // what is typed belongs to the place where it was typed: at another address the box shows that one's search
  const [draft, setDraft] = useState<Draft | null>(null);
  const typing = draft?.at === shown;
  const text = typing ? draft.text : shown;
  const caret = typing ? draft.caret : text.length;
  const field = useRef<HTMLInputElement>(null);
  const moveTo = useRef<number | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  function focus() {
    // a dialog keeps the focus
    if (!document.querySelector('[role="dialog"]')) field.current?.select();
  }
  // ß is what Option-S types on a Mac
  useHotkeys([["alt+S", focus], ["alt+ß", focus]], []);

  useLayoutEffect(() => {
    if (moveTo.current === null) return;
    field.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = null;
  });

  const typed = text.trim();
  const open = combobox.dropdownOpened;
  const bareWord = isBareWord(typed) && !isHash(typed);
  const forTags = typed.startsWith("#");
  const completions = useCompletions(text, caret, open && typing && !isHash(typed));
  const wordTags = useSuggestions(bareWord ? typed : "", undefined, open && typing && bareWord);
  const proposals: Proposal[] = [
    ...(completions?.proposals ?? []).slice(0, PROPOSALS_SHOWN),
    ...(bareWord ? wordTags.slice(0, TAGS_FOR_A_WORD).map((tag) => ({ ...tag, text: tag.name })) : []),
  ];
  const refusal = useSearchProblem(filter);
  const problem = typing && draft.text !== shown ? null : refusal;

  function leave() {
    setDraft(null);
    combobox.closeDropdown();
    field.current?.blur();
  }

  function edit(next: string, at: number) {
    setDraft({ at: shown, text: next, caret: at });
    combobox.resetSelectedOption();
    combobox.openDropdown();
  }

  /** Behind `#`, or for a word alone, a tag is all that is looked for; otherwise it becomes a part of the search. */
  function choose(index: string) {
    const proposal = proposals[Number(index)];
    if (!proposal) return;
    if (proposal.kind && (forTags || bareWord)) {
      leave();
      go({ tag: proposal.text, kind: proposal.kind });
      return;
    }
    const next = completed(text, caret, completions?.from ?? 0, proposal);
    moveTo.current = next.caret;
    edit(next.text, next.caret);
    field.current?.focus();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} shadow="md" offset={4} transitionProps={{ duration: 0 }}>
      <Combobox.Target>
        <TextInput
          ref={field}
          aria-label="Search"
          placeholder="#tag, hash, file name, or keyword:value"
          value={text}
          maxLength={1024}
          spellCheck={false}
          autoComplete="off"
          error={problem !== null}
          aria-describedby={problem === null ? undefined : "search-problem"}
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
          onSelect={(event) => {
            const at = event.currentTarget.selectionEnd ?? text.length;
            if (typing && at !== caret) setDraft({ ...draft, caret: at });
          }}
          onChange={(event) => edit(event.currentTarget.value, event.currentTarget.selectionEnd ?? event.currentTarget.value.length)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              leave();
              const { sort } = filter;
              go({ ...meant(text), ...(sort === undefined ? {} : { sort }) });
            } else if (event.key === "Escape" && !combobox.dropdownOpened) {
              leave();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        <Combobox.Options aria-label="Proposals">
          {proposals.map((proposal, at) => (
            <Combobox.Option key={`${proposal.kind ?? ""} ${proposal.text}`} value={String(at)}>
              <ProposalOption proposal={proposal} part={forTags ? typed.slice(1).trim() : bareWord ? typed : ""} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
        <SearchHint typed={typed} expects={typing ? completions?.expects : undefined} problem={problem} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
