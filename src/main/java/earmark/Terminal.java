package earmark;

import earmark.http.Json;
import earmark.ledger.Damaged;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What an operator's command prints to, and how it ends. */
final class Terminal {
  static final int FAILED = 1;
  static final int MISUSED = CommandLine.ExitCode.USAGE;

  private final PrintWriter out;
  private final PrintWriter err;

  Terminal(@Nullable CommandSpec spec) {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    out = commandLine.getOut();
    err = commandLine.getErr();
  }

  /** What a command does; its exit code. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException;
  }

  /** Prints an answer. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints a record as JSON. */
  void json(Object value) {
    line(new String(Json.write(value), StandardCharsets.UTF_8));
  }

  /** Prints a text that has its ends of lines. */
  void text(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints what is wrong, or how far it is, where it is in nobody's way. */
  void aside(String text) {
    err.println(text);
    err.flush();
  }

  /** Does the work; a reason for which it can't is printed and ends with this exit code. */
  int run(int failed, Work work) {
    try {
      return work.run();
    } catch (NoSuchFileException e) {
      aside("There is no " + e.getFile() + ".");
    } catch (AccessDeniedException e) {
      aside("This user may not use " + e.getFile() + ".");
    } catch (FileAlreadyExistsException e) {
      aside(e.getFile() + " is there already.");
    } catch (IOException | Refusal | Damaged e) {
      aside(String.valueOf(e.getMessage()));
    }
    return failed;
  }
}
