package earmark.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes tags wherever they are, and carries them to other systems and back. */
@Command(
    name = "tags",
    description = {
      "Rename, merge or delete User Tags on all samples, as one operation each; export tags, or",
      "import them."
    },
    subcommands = {
      TagsCommand.Rename.class,
      TagsCommand.Merge.class,
      TagsCommand.Delete.class,
      TagsExport.class,
      TagsImport.class
    })
public final class TagsCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec)
        .complain(
            "Say what to do: earmark tags rename FROM TO, earmark tags merge FROM… --into TO,"
                + " earmark tags delete TAG…, earmark tags export, or earmark tags import FILE.");
    return 2;
  }

  /** Renames one. */
  @Command(name = "rename", description = "Give a User Tag another name on all samples.")
  static final class Rename implements Callable<Integer> {
    @Mixin ChangeRequest change = new ChangeRequest();

    @Parameters(index = "0", paramLabel = "FROM", description = "The tag.")
    String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "Its new name.")
    String to = "";

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      return change.send(spec, "/api/v1/tags/rename", Map.of("from", from, "to", to));
    }
  }

  /** Makes several one. */
  @Command(name = "merge", description = "Make several User Tags one, on all samples.")
  static final class Merge implements Callable<Integer> {
    @Mixin ChangeRequest change = new ChangeRequest();

    @Parameters(arity = "1..*", paramLabel = "FROM", description = "The tags.")
    List<String> from = List.of();

    @Option(
        names = "--into",
        required = true,
        paramLabel = "TO",
        description = "What they become; it may be one of them.")
    String to = "";

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      return change.send(spec, "/api/v1/tags/merge", Map.of("from", from, "to", to));
    }
  }

  /** Deletes some. */
  @Command(name = "delete", description = "Take User Tags off all samples.")
  static final class Delete implements Callable<Integer> {
    @Mixin ChangeRequest change = new ChangeRequest();

    @Parameters(arity = "1..*", paramLabel = "TAG", description = "The tags.")
    List<String> tags = List.of();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      return change.send(spec, "/api/v1/tags/delete", Map.of("tags", tags));
    }
  }
}
