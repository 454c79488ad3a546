package earmark.http;

import earmark.access.Caller;
import java.util.List;
import java.util.Optional;

/** One way in: an API with its routes, its way to tell who is calling, and its shape of errors. */
public interface Door {
  /** Whether a path that no route matches is this door's to answer. */
  boolean owns(String path);

  List<Route> routes();

  /** Who is calling; empty if no credentials came along. */
  Optional<Caller> caller(Call call);

  /** The error in this door's shape. */
  Answer answer(Call call, Problem problem);

  /** What an answer is when it leaves: as it is, or with what this door adds to each. */
  default Answer leaving(Call call, Answer answer) {
    return answer;
  }
}
