import { Alert, Button } from "@mantine/core";
import { ApiError, type SampleFilter } from "./api";
import classes from "./SearchProblem.module.css";
import { problemAt } from "./searchText";

interface Props {
  filter: SampleFilter;
  error: Error;
  onAgain: () => void;
}

/** Why there is no list: the search can't be understood, and where; or the server can't be reached. */
export function SearchProblem({ filter, error, onAgain }: Props) {
  const refused = error instanceof ApiError && error.status === 400;
  const at = refused ? problemAt(error.message) : null;
  return (
    <Alert mb="md" role="alert" id="search-problem" title={refused ? "This search can’t be done" : "The list could not be read"}>
      <span className={classes.refusal}>{error.message}</span>
      {at !== null && filter.q !== undefined && (
        <div className={classes.search}>
          {filter.q.slice(0, at)}
          <mark className={classes.place}>{filter.q.slice(at, at + 1) || "\u00a0"}</mark>
          {filter.q.slice(at + 1)}
        </div>
      )}
      {!refused && (
        <div>
          <Button mt="sm" size="xs" variant="default" onClick={onAgain}>
            Try again
          </Button>
        </div>
      )}
    </Alert>
  );
}
