import classes from "./FactTree.module.css";

/** What the analyser read off the file: plain values first, then what has parts of its own, folded. */
export function FactTree({ facts }: { facts: Record<string, unknown> }) {
  const entries = Object.entries(facts).filter(([, value]) => !isEmpty(value) && !isAbsent(value));
  const plain = entries.filter(([, value]) => !hasParts(value));
  const nested = entries.filter(([, value]) => hasParts(value));
  return (
    <>
      {plain.length > 0 && (
        <dl className={classes.plain}>
          {plain.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {nested.map(([name, value]) => (
        <details key={name} className={classes.nested}>
          <summary>
            {name} <span>{parts(value as object)}</span>
          </summary>
          <pre tabIndex={0} aria-label={name}>
            {JSON.stringify(value, null, 2)}
          </pre>
        </details>
      ))}
    </>
  );
}

/** Short lists of plain values are read best in one line. */
function hasParts(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value)) return true;
  return value.length > 8 || value.some((item) => typeof item === "object" && item !== null);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

/** A section about a format that the file does not have. */
function isAbsent(value: unknown): boolean {
  return typeof value === "object" && value !== null && "present" in value && value.present === false;
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

function parts(value: object): string {
  const number = Object.keys(value).length;
  return Array.isArray(value) ? `${number} ${number === 1 ? "entry" : "entries"}` : `${number} ${number === 1 ? "value" : "values"}`;
}
