package earmark;

import earmark.cli.AlertCommand;
import earmark.cli.AnalyseCommand;
import earmark.cli.BulkCommand;
import earmark.cli.ClassifyCommand;
import earmark.cli.DeleteCommand;
import earmark.cli.EnclaveCommand;
import earmark.cli.GroupCommand;
import earmark.cli.HistoryCommand;
import earmark.cli.ImportCommand;
import earmark.cli.KeyCommand;
import earmark.cli.TagCommand;
import earmark.cli.TagsCommand;
import earmark.cli.TokenCommand;
import earmark.cli.UndoCommand;
import earmark.cli.UntagCommand;
import earmark.cli.UserCommand;
import earmark.cli.VocabularyCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The main program: picks the subcommand. */
@Command(
    name = "earmark",
    description = "A self-hosted tag server for threat intelligence.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Earmark.Versions.class,
    subcommands = {
      Serve.class,
      Verify.class,
      CheckpointCommand.class,
      Backup.class,
      ExportCommand.class,
      RestoreCommand.class,
      Copy.class,
      ImportCommand.class,
      TagCommand.class,
      UntagCommand.class,
      BulkCommand.class,
      ClassifyCommand.class,
      DeleteCommand.class,
      TagsCommand.class,
      HistoryCommand.class,
      UndoCommand.class,
      AnalyseCommand.class,
      AlertCommand.class,
      VocabularyCommand.class,
      UserCommand.class,
      GroupCommand.class,
      EnclaveCommand.class,
      KeyCommand.class,
      TokenCommand.class,
      GenerateCompletion.class,
      CommandLine.HelpCommand.class
    })
public final class Earmark {
  private Earmark() {}

  /** What {@code --version} prints. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"earmark " + Version.text()};
    }
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Earmark()).execute(args));
  }
}
