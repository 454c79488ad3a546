package earmark.cli;

import earmark.analysis.Facts;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.catalogue.GivenTag;
import earmark.analysis.worker.WorkerSettings;
import earmark.analysis.worker.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Analyses files here, without a server: what they are, their System Tags, and why. */
@Command(
    name = "analyse",
    description = "Print the facts and System Tags of files, with the rule that gave each tag.",
    showDefaultValues = true)
public final class AnalyseCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
  List<Path> files = List.of();

  @Option(names = "--memory-mib", description = "Heap of the analysis process, in MiB.")
  int memoryMib = 512;

  @Option(names = "--seconds", description = "How long one analysis may take, in seconds.")
  int seconds = 60;

  @Option(names = "--json", description = "One JSON object a line instead of text.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  record Analysed(String file, String type, List<GivenTag> tags, JsonNode facts) {}

  @Override
  public Integer call() {
    Console console = new Console(spec);
    Catalogue catalogue = Catalogue.load();
    int code = 0;
    try (Workers workers =
        new Workers(1, WorkerSettings.recycling(memoryMib, Duration.ofSeconds(seconds)))) {
      for (Path file : files) {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
          console.complain("Can't read " + file + ".");
          code = Console.FAILED;
          continue;
        }
        print(console, file, workers.analyse(file), catalogue);
      }
    }
    return code;
  }

  private void print(Console console, Path file, Facts facts, Catalogue catalogue) {
    List<GivenTag> tags = catalogue.tags(facts);
    if (json) {
      console.line(
          new JsonMapper()
              .writeValueAsString(
                  new Analysed(
                      file.toString(), facts.sampleType(), tags, JSON.readTree(facts.toJson()))));
      return;
    }
    console.line(file + ": " + facts.sampleType());
    for (GivenTag tag : tags) {
      console.line("  %-26s %s".formatted(tag.tag().text(), tag.about()));
      console.line("  %-26s because %s".formatted("", tag.when()));
      for (String indicator : tag.indicators()) {
        console.line("  %-26s indicator %s".formatted("", indicator));
      }
    }
    console.line(JSON.writeValueAsString(JSON.readTree(facts.toJson())).indent(2).stripTrailing());
  }
}
