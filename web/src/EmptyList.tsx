import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { SampleFilter } from "./api";
import { isBareWord } from "./completing";
import classes from "./EmptyList.module.css";
import { SearchIcon, UploadIcon } from "./icons";
import { go, isHash } from "./place";

/** What to do when there is nothing to list. */
export function EmptyList({ filter, onUpload }: { filter: SampleFilter; onUpload: () => void }) {
  if (filter.q === undefined && filter.tag === undefined) {
    return (
      <Notice icon={<UploadIcon size={28} />} title="No samples yet">
        <p>
          Drop files anywhere on this page, or choose them. Earmark analyses each one, puts System Tags on it, and you
          can add User Tags of your own.
        </p>
        <Button onClick={onUpload}>Choose files</Button>
      </Notice>
    );
  }
  const hash = filter.q !== undefined && isHash(filter.q);
  const word = filter.q !== undefined && !hash && isBareWord(filter.q);
  return (
    <Notice icon={<SearchIcon size={28} />} title={hash ? "This sample is not here" : "No sample found"}>
      <p>
        {filter.tag !== undefined
          ? "No sample carries exactly this tag now. A partial match may find similar ones."
          : hash
            ? "No sample has this hash. If you have the file, upload it."
            : filter.q!.startsWith("#")
              ? "No sample has a tag that contains this text. To find a sample by its hash, paste the whole hash."
              : word
                ? "No file name contains this text. To look among the tags, put # before it."
                : "No sample fits this search."}
      </p>
      <div className={classes.buttons}>
        {filter.tag !== undefined && (
          <Button variant="default" onClick={() => go({ q: `#${filter.tag}` })}>
            Search for similar tags
          </Button>
        )}
        {word && (
          <Button variant="default" onClick={() => go({ q: `#${filter.q}` })}>
            Search the tags for #{filter.q}
          </Button>
        )}
        <Button variant="default" onClick={() => go({})}>
          Show all samples
        </Button>
      </div>
    </Notice>
  );
}

function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className={classes.notice}>
      <span className={classes.icon}>{icon}</span>
      <h3>{title}</h3>
      {children}
    </div>
  );
}
