import { Alert, Box, Button, Center, Loader } from "@mantine/core";
import { useMutation, type UseInfiniteQueryResult, type InfiniteData } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Cloud, type CloudPage, type CloudSample } from "./api";
import { CloudTable } from "./CloudTable";
import classes from "./CloudTab.module.css";
import { canDownload } from "./cloudText";
import { DownloadList } from "./DownloadList";
import { count, samples as countSamples } from "./format";
import { NothingRead } from "./NotRead";
import { client } from "./queries";
import { say } from "./say";

interface Props {
  cloud: Cloud;
  answer: UseInfiniteQueryResult<InfiniteData<CloudPage>>;
}

/** What the cloud has of what is searched for, and the way to have it here. */
export function CloudTab({ cloud, answer }: Props) {
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const download = useMutation({
    mutationFn: (some: CloudSample[]) => api.download(some.map(({ hash, name }) => ({ hash, name }))),
    onSuccess: ({ total }) => {
      setSelection(new Set());
      void client.invalidateQueries({ queryKey: ["downloads"] });
      say({ title: "Download started", lines: [`${countSamples(total)} from ${cloud.name ?? "the cloud"}`], warn: false });
    },
  });

  if (!cloud.configured) {
    return (
      <Alert mt="md" title="No cloud is configured">
        An administrator can connect this appliance to Spectra Intelligence, or to another Earmark, by{" "}
        <code>--cloud-url</code>.
      </Alert>
    );
  }
  const pages = answer.data?.pages ?? [];
  const first = pages[0];
  const samples = pages.flatMap((page) => page.samples);
  const selected = samples.filter((sample) => selection.has(sample.hash) && canDownload(sample));
  // a later page may be missing though the first is there
  const missing = pages.find((page) => page.state === "unavailable")?.reason ?? null;

  return (
    <section aria-label="Cloud" className={classes.tab}>
      <DownloadList />
      {first?.note && <p className={classes.note}>{first.note}</p>}
      {download.isError && (
        <Alert mb="sm" role="alert" title="The download could not be started">
          {download.error.message}
        </Alert>
      )}
      {(answer.isError || missing !== null) && (
        <Box mb="sm">
          <NothingRead
            title={answer.isError ? "The cloud can’t be searched" : "The cloud does not answer"}
            error={{ message: answer.isError ? answer.error.message : (missing ?? "") }}
            loading={answer.isFetching}
            onAgain={answer.refetch}
          />
        </Box>
      )}
      {answer.isPending ? (
        <Center h={200}>
          <Loader aria-label="Waiting for the cloud" />
        </Center>
      ) : first?.state === "found" ? (
        <>
          <div className={classes.bar}>
            <h2 className={classes.total} aria-live="polite">
              {countSamples(first.total)} in {cloud.name}
            </h2>
            <Button
              size="xs"
              disabled={selected.length === 0}
              loading={download.isPending}
              onClick={() => download.mutate(selected)}
            >
              Download {selected.length > 0 ? countSamples(selected.length) : "selected"} to the appliance
            </Button>
          </div>
          {samples.length === 0 ? (
            <p className={classes.note}>The cloud has no sample that fits.</p>
          ) : (
            <CloudTable
              samples={samples}
              selection={selection}
              onSelection={setSelection}
              selected={selected}
              onDownload={(some) => download.mutate(some)}
            />
          )}
          {answer.hasNextPage && (
            <div className={classes.more}>
              <span>
                Showing {count(samples.length)} of {count(first.total)}
              </span>
              <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
                Load more
              </Button>
            </div>
          )}
        </>
      ) : null}
    </section>
  );
}
