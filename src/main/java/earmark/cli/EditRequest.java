package earmark.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * Which samples' tags are to be edited, and which tags: the options of {@code tag} and {@code
 * untag}.
 */
final class EditRequest {
  @Mixin ChangeRequest change = new ChangeRequest();

  @Parameters(
      paramLabel = "HASH",
      arity = "0..*",
      description = "MD5, SHA1, SHA256 or SHA512 of samples; - reads them from standard input.")
  List<String> hashes = List.of();

  @Option(
      names = "--query",
      paramLabel = "Q",
      description = "All samples that this search finds, instead of hashes.")
  @Nullable String query;

  @Option(
      names = "--expected",
      paramLabel = "N",
      description = "Refuse if the search does not find exactly so many samples.")
  @Nullable Integer expected;

  @Option(
      names = "--tags",
      required = true,
      paramLabel = "TAG,TAG",
      description = "User Tags, separated by commas.")
  String tags = "";

  /**
   * Sends it.
   *
   * @param field where the tags go, {@code add} or {@code remove}
   */
  int send(@Nullable CommandSpec spec, String field) throws InterruptedException {
    if ((query == null) == hashes.isEmpty()) {
      throw misused(spec, "Name the samples by their hashes, or by --query.");
    }
    if (expected != null && query == null) throw misused(spec, "--expected goes with --query.");
    List<String> names = split(tags);
    if (names.isEmpty()) throw misused(spec, "--tags names no tag.");
    Map<String, Object> body = new LinkedHashMap<>();
    if (query != null) body.put("query", query);
    else body.put("samples", samples(spec));
    if (expected != null) body.put("expected", expected);
    body.put(field, names);
    return change.send(spec, "/api/v1/samples/tags", body);
  }

  private List<String> samples(@Nullable CommandSpec spec) {
    List<String> all = new ArrayList<>();
    for (String hash : hashes) {
      if (hash.equals("-")) all.addAll(fromStandardInput(spec));
      else all.add(hash);
    }
    if (all.isEmpty()) throw misused(spec, "Standard input names no sample.");
    return all;
  }

  private static List<String> fromStandardInput(@Nullable CommandSpec spec) {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return in.readAllLines().stream()
          .flatMap(line -> Arrays.stream(line.split("\\s+", -1)))
          .filter(word -> !word.isEmpty())
          .toList();
    } catch (IOException e) {
      throw misused(spec, "Standard input can't be read: " + e.getMessage());
    }
  }

  /** Tags that are separated by commas, with blanks around them. */
  static List<String> split(String tags) {
    return Arrays.stream(tags.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static ParameterException misused(@Nullable CommandSpec spec, String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
