package earmark.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a command prints to: answers to standard output, complaints to standard error. */
final class Console {
  static final int FAILED = 1;

  private final PrintWriter out;
  private final PrintWriter err;

  Console(@Nullable CommandSpec spec) {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    out = commandLine.getOut();
    err = commandLine.getErr();
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void complain(String text) {
    err.println(text);
    err.flush();
  }

  /** Says why a command can't go on; its exit code. */
  int failed(Connection.Failed failure) {
    complain(String.valueOf(failure.getMessage()));
    return FAILED;
  }
}
