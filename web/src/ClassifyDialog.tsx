import { Button, Modal, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { api, type Classification, type Classified, type Classify } from "./api";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { classifiedNotice } from "./notice";
import { Preview } from "./Preview";
import { classifyLines } from "./previewText";
import { usePreview } from "./queries";
import { ReasonField } from "./ReasonField";
import { say } from "./say";
import { samplesOf, subjectOf, type Target } from "./target";
import { useChange } from "./useChange";

/** The risk score of each if none is named, and its range, as the server has them. */
const SCORES: Record<Classification, [usual: number, from: number, to: number]> = {
  goodware: [0, 0, 5],
  suspicious: [6, 6, 10],
  malicious: [10, 6, 10],
};
const CHOICES = ["malicious", "suspicious", "goodware", "unknown"] as const;
type Choice = (typeof CHOICES)[number];

function opening(target: Target): { choice: Choice; score: number; threat: string } {
  const own = "samples" in target && target.samples.length === 1 ? target.samples[0]!.verdict : null;
  if (own === null || own.origin !== null) return { choice: "malicious", score: SCORES.malicious[0], threat: "" };
  return { choice: own.classification, score: own.riskScore, threat: own.threatName ?? "" };
}

/** Says what samples are, or nothing any more. */
export function ClassifyDialog({ target, onClose }: { target: Target; onClose: () => void }) {
  const [{ choice, score, threat }, setState] = useState(() => opening(target));
  const [reason, setReason] = useState("");
  const asked = bodyOf(target, choice, score, threat.trim());
  const preview = usePreview<Classify, Classified>(asked, api.previewClassify);
  const save = useChange(api.classify, (result: Classified) => {
    say(classifiedNotice(choice, result), result.operation);
    onClose();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(reason.trim() === "" ? asked : { ...asked, reason: reason.trim() });
  }

  const subject = subjectOf(target);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Set classification"
      size={520}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      <form onSubmit={submit}>
        <p className={classes.subject} title={subject}>
          {subject}
        </p>
        <SegmentedControl
          fullWidth
          aria-label="Classification"
          data={[...CHOICES]}
          value={choice}
          onChange={(next) => {
            const chosen = next as Choice;
            setState({ choice: chosen, threat, score: chosen === "unknown" ? 0 : SCORES[chosen][0] });
          }}
        />
        {choice !== "unknown" && (
          <NumberInput
            mt="md"
            label="Risk score"
            description={`From ${SCORES[choice][1]} to ${SCORES[choice][2]}`}
            min={SCORES[choice][1]}
            max={SCORES[choice][2]}
            clampBehavior="strict"
            allowDecimal={false}
            value={score}
            onChange={(next) => setState({ choice, threat, score: Number(next) })}
          />
        )}
        {(choice === "malicious" || choice === "suspicious") && (
          <TextInput
            mt="md"
            label="Threat name"
            placeholder="Optional, such as Win32.Trojan.Delf"
            spellCheck={false}
            autoComplete="off"
            value={threat}
            onChange={(event) => setState({ choice, score, threat: event.currentTarget.value })}
          />
        )}
        <ReasonField mt="md" value={reason} onChange={setReason} />
        <div className={classes.outlook}>
          <Preview lines={preview.result && classifyLines(preview.result)} error={preview.error} />
        </div>
        <DialogFoot error={save.error} onCancel={onClose}>
          <Button type="submit" disabled={preview.error !== null} loading={save.isPending}>
            {choice === "unknown" ? "Withdraw" : "Save"}
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}

function bodyOf(target: Target, choice: Choice, score: number, threat: string): Classify {
  const body: Classify = { ...samplesOf(target), classification: choice };
  if (choice !== "unknown") body.riskScore = score;
  if ((choice === "malicious" || choice === "suspicious") && threat !== "") body.threatName = threat;
  return body;
}
