import { ActionIcon, Alert, Center, Loader, Modal, Tooltip } from "@mantine/core";
import { useState } from "react";
import { HelpIcon } from "./icons";
import { go } from "./place";
import { useKeywords } from "./queries";
import classes from "./SearchHelp.module.css";

const RULES: readonly (readonly [string, string])[] = [
  ["#desktop", "tags of either kind that contain a text"],
  ["invoice", "a word alone: part of a file name; a whole hash: that sample"],
  ["tag:packed tag-user:apt28", "both; a blank means AND"],
  ["tag:packed AND NOT tag:signed", "operators are upper case: AND, OR, NOT, and parentheses"],
  ["tag:[packed, encrypted]", "any value of a list"],
  ["tag:protection-*", "* is any text, ? one character; without them a value matches as a whole"],
  ['tag-user:"test tag"', "quotes around a value with blanks"],
  ["size:[1 TO 4096]", "a range includes both ends; * leaves one open"],
];

/** The button beside the search box, and the panel that it opens. */
export function SearchHelp() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip label="What can be searched for">
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Search help" onClick={() => setOpen(true)}>
          <HelpIcon />
        </ActionIcon>
      </Tooltip>
      {open && <Panel onClose={() => setOpen(false)} />}
    </>
  );
}

function Panel({ onClose }: { onClose: () => void }) {
  const { data, error } = useKeywords();
  const example = (text: string) => (
    <button
      type="button"
      className={classes.example}
      title="Search for this"
      onClick={() => {
        onClose();
        go({ q: text });
      }}
    >
      {text}
    </button>
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title="What can be searched for"
      size={860}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, content: classes.content, header: classes.content }}
    >
      <table className={classes.table} aria-label="Rules">
        <tbody>
          {RULES.map(([text, about]) => (
            <tr key={text}>
              <th scope="row">{example(text)}</th>
              <td>{about}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className={classes.subtitle}>Keywords</h3>
      {error && <Alert role="alert">{error.message}</Alert>}
      {!data && !error && (
        <Center h={120}>
          <Loader aria-label="Loading keywords" />
        </Center>
      )}
      {data && (
        <table className={classes.table} aria-label="Keywords">
          <thead>
            <tr>
              <th scope="col">Keyword</th>
              <th scope="col">Finds by</th>
              <th scope="col">Value</th>
              <th scope="col">Example</th>
            </tr>
          </thead>
          <tbody>
            {data.keywords.map(({ keyword, aliases, takes, help, example: text }) => (
              <tr key={keyword}>
                <th scope="row">
                  <code>{keyword}</code>
                  {aliases.length > 0 && <div className={classes.aliases}>or {aliases.join(", ")}</div>}
                </th>
                <td>{help.replaceAll("`", "")}</td>
                <td>{takes}</td>
                <td>{example(text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Modal>
  );
}
