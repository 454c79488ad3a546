import { count } from "./format";
import classes from "./SamplesPage.module.css";

interface Props {
  selected: number;
  total: number;
  /** Whether every row that is listed is selected. */
  allListed: boolean;
  /** Whether everything that the search finds is selected, listed or not. */
  allFound: boolean;
  onAllFound: () => void;
  onClear: () => void;
}

/** How many samples are selected, and the way from all that are listed to all that were found. */
export function SelectionBar({ selected, total, allListed, allFound, onAllFound, onClear }: Props) {
  return (
    <span className={classes.selected} role="status">
      {allFound ? `All ${count(total)} selected` : `${count(selected)} selected`}
      {allListed && !allFound && selected < total && (
        <button type="button" className={classes.link} onClick={onAllFound}>
          Select all {count(total)} found
        </button>
      )}
      <button type="button" className={classes.link} onClick={onClear}>
        Clear selection
      </button>
    </span>
  );
}
