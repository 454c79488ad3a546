import { Button, Progress } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, type Download } from "./api";
import classes from "./CloudTab.module.css";
import { fate, isOpen, percent, standing } from "./cloudText";
import { localTime, shortHash } from "./format";
import { client, refreshAfterDownload, useDownloadDetails, useDownloads } from "./queries";

/** The newest downloads from the cloud: how far they are, and what became of each sample. */
export function DownloadList() {
  const downloads = useDownloads(true).data ?? [];
  const done = downloads.reduce((sum, download) => sum + download.done, 0);
  const before = useRef<number | null>(null);

  useEffect(() => {
    if (before.current !== null && done > before.current) refreshAfterDownload();
    if (downloads.length > 0) before.current = done;
  }, [done, downloads.length]);

  return downloads.slice(0, 3).map((download) => <Entry key={download.id} download={download} />);
}

function Entry({ download }: { download: Download }) {
  const [opened, setOpened] = useState(false);
  const details = useDownloadDetails(download, opened);
  const open = isOpen(download);
  const cancel = useMutation({
    mutationFn: () => api.cancelDownload(download.id),
    onSettled: () => void client.invalidateQueries({ queryKey: ["downloads"] }),
  });
  return (
    <div className={classes.download} role="group" aria-label={`Download ${download.id}`}>
      <div className={classes.line}>
        <span>
          Download {download.id}: {standing(download)}
        </span>
        <span className={classes.when}>
          {download.by}, {localTime(download.at)}
        </span>
        <span className={classes.grow} />
        {cancel.isError && <span role="alert">{cancel.error.message}</span>}
        {open && (
          <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel
          </Button>
        )}
        <Button size="compact-xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {opened ? "Less" : "Details"}
        </Button>
      </div>
      {open && <Progress mt={6} size="sm" value={percent(download)} aria-label="Downloaded" />}
      {opened && details.data && (
        <ul className={classes.jobs}>
          {details.data.samples.map((job) => (
            <li key={job.hash}>
              <code>{job.name || shortHash(job.hash)}</code> {fate(job)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
