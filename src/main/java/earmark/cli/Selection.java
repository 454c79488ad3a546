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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which samples a command is about: options that all commands on samples have. */
final class Selection {
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

  /** The samples as the body of a request names them. */
  Map<String, Object> body(@Nullable CommandSpec spec) {
    if ((query == null) == hashes.isEmpty()) {
      throw misused(spec, "Name the samples by their hashes, or by --query.");
    }
    if (expected != null && query == null) throw misused(spec, "--expected goes with --query.");
    Map<String, Object> body = new LinkedHashMap<>();
    if (query != null) body.put("query", query);
    else body.put("samples", samples(spec));
    if (expected != null) body.put("expected", expected);
    return body;
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

  static ParameterException misused(@Nullable CommandSpec spec, String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
