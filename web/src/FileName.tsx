import classes from "./FileName.module.css";
import { plainName } from "./format";

const SHORT = 24;
const TAIL = 10;

/** A file name in one line. Of a long one the middle is left out, because its end says what it is. */
export function FileName({ name }: { name: string }) {
  const shown = [...plainName(name)];
  if (shown.length <= SHORT) {
    return (
      <span className={classes.name} title={plainName(name)}>
        {shown.join("")}
      </span>
    );
  }
  return (
    <span className={classes.name} title={plainName(name)}>
      <span className={classes.head}>{shown.slice(0, -TAIL).join("")}</span>
      <span className={classes.tail}>{shown.slice(-TAIL).join("")}</span>
    </span>
  );
}
