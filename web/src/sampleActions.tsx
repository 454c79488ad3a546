import { useState, type ReactNode } from "react";
import { api } from "./api";
import { ClassifyDialog } from "./ClassifyDialog";
import { DeleteDialog } from "./DeleteDialog";
import { count, samples } from "./format";
import { refreshSamples } from "./queries";
import { say } from "./say";
import { samplesOf, type Action, type Target } from "./target";

/** What can be done with samples besides changing their tags: how to begin it, and the dialogs that it needs. */
export function useSampleActions(onDeleted: () => void): { act: (action: Action, target: Target) => void; dialogs: ReactNode } {
  const [acting, setActing] = useState<{ action: Action; target: Target } | null>(null);
  const close = () => setActing(null);
  return {
    act: (action, target) => {
      if (action === "reanalyse") void analyseAgain(target);
      else setActing({ action, target });
    },
    dialogs: (
      <>
        {acting?.action === "classify" && <ClassifyDialog target={acting.target} onClose={close} />}
        {acting?.action === "delete" && <DeleteDialog target={acting.target} onClose={close} onDeleted={onDeleted} />}
      </>
    ),
  };
}

/** Has samples analysed again, and says what came of it. */
async function analyseAgain(target: Target) {
  try {
    const { queued, waiting } = await api.reanalyse(samplesOf(target));
    const lines = [`${samples(queued)} ${queued === 1 ? "waits" : "wait"} for a new analysis`];
    if (waiting > 0) lines.push(`${count(waiting)} waited already`);
    say({ title: "Analyse again", lines, warn: false });
    refreshSamples();
  } catch (thrown) {
    say({ title: "Analyse again", lines: [thrown instanceof Error ? thrown.message : String(thrown)], warn: true });
  }
}
