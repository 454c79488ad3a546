import { HistoryIcon } from "./icons";
import { OperationList } from "./OperationList";
import { useSampleHistory } from "./queries";
import { Unfolding } from "./Unfolding";

/** What was done with a sample, asked for when it is opened. */
export function SampleHistory({ sha256, name }: { sha256: string; name: string }) {
  return (
    <Unfolding icon={<HistoryIcon size={13} />} title="History">
      <Timeline sha256={sha256} name={name} />
    </Unfolding>
  );
}

function Timeline({ sha256, name }: { sha256: string; name: string }) {
  return <OperationList pages={useSampleHistory(sha256)} label={`History of ${name}`} ofSample />;
}
