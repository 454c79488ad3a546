package earmark.sample;

import earmark.access.Caller;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes samples in: the bytes first, then the record, then one entry that says "arrived" with the
 * tags. A crash between two of these leaves a file or a record that nobody sees and that the next
 * upload of the same bytes completes.
 */
public final class Intake {
  private static final int TRIES = 5;

  private final SampleFiles files;
  private final Samples samples;
  private final Deletion deletion;
  private final Finder finder;
  private final SampleTags tags;
  private final Ledger ledger;
  private final AnalysisQueue queue;
  private final InstantSource clock;

  public Intake(
      SampleFiles files,
      Samples samples,
      Deletion deletion,
      Finder finder,
      SampleTags tags,
      Ledger ledger,
      AnalysisQueue queue,
      InstantSource clock) {
    this.files = files;
    this.samples = samples;
    this.deletion = deletion;
    this.finder = finder;
    this.tags = tags;
    this.ledger = ledger;
    this.queue = queue;
    this.clock = clock;
  }

  /** A sample that was taken in, and whether it was unknown until now. */
  public record Taken(Sample sample, boolean isNew) {}

  /** Whether no sample was taken in yet. */
  public boolean isEmpty() {
    return finder.isEmpty();
  }

  /** Where the bytes of a sample are, to be read. */
  public Path path(Sample sample) {
    return files.path(sample.digests().sha256());
  }

  /** Begins to receive a file; hand it to {@link #take} or close it. */
  public SampleFiles.Incoming receive() throws IOException {
    return files.receive();
  }

  /**
   * Takes a received file in. The same bytes twice are one sample, and the tags are added to those
   * that it has. An extracted file becomes a submitted one, and is read again, as deep as others.
   *
   * @param comment kept in the history as the reason
   * @throws Refusal.Invalid if the file is empty; nothing is stored then
   */
  public Taken take(
      Caller caller,
      Via via,
      SampleFiles.Incoming file,
      String name,
      Set<UserTagName> userTags,
      Optional<String> comment)
      throws IOException {
    if (file.sizeBytes() == 0) throw new Refusal.Invalid("The file is empty.");
    SampleTags.Edit edit = new SampleTags.Edit(userTags, Set.of(), comment);
    for (int i = 0; i < TRIES; i++) {
      Optional<Taken> taken = tryToTake(caller, via, file, name, edit);
      if (taken.isPresent()) return taken.get();
      deletion.finish();
    }
    throw new Refusal.Unavailable("This sample is being deleted; send it again.");
  }

  /**
   * Takes in the one file of an archive that was received with its password, and not the archive.
   *
   * @param name if it is to have another than in the archive
   * @throws Refusal.Invalid if it is no ZIP archive with exactly one file, or the password is
   *     wrong; nothing is stored then
   */
  public Taken takeFromArchive(
      Caller caller,
      Via via,
      SampleFiles.Incoming archive,
      String password,
      Optional<String> name,
      Set<UserTagName> userTags,
      Optional<String> comment)
      throws IOException {
    Extraction.Inside inside = queue.inside(archive, password);
    try (SampleFiles.Incoming file = inside.file()) {
      return take(caller, via, file, name.orElse(inside.name()), userTags, comment);
    }
  }

  /** Nothing, if the sample that these bytes had is gone, but not removed yet. */
  private Optional<Taken> tryToTake(
      Caller caller, Via via, SampleFiles.Incoming file, String name, SampleTags.Edit edit) {
    file.keep();
    int number = samples.register(file.digests(), FileNames.name(name), clock.instant()).number();
    file.keep(); // a deletion may have dropped the bytes before there was a record of them
    Description description = Description.of(samples.get(List.of(number)).getFirst());
    ThingSet sample = ThingSet.of(number);
    boolean wasHere = ledger.look(state -> state.all().contains(number));
    boolean noted = deletion.isNoted(number);
    boolean[] isNew = {false};
    boolean[] isGone = {false};
    ledger.append(
        new Operation(
            caller.login(),
            via,
            edit.reason(),
            Optional.empty(),
            state -> {
              List<Change> changes = new ArrayList<>();
              isNew[0] = !state.all().contains(number);
              isGone[0] = isNew[0] && (wasHere || noted);
              if (isGone[0]) return changes;
              if (isNew[0]) changes.add(new Change.Arrived(Thing.SAMPLE, sample));
              description.change(state, number).ifPresent(changes::add);
              changes.addAll(tags.decide(state, sample, edit));
              return changes;
            }));
    if (isGone[0]) return Optional.empty();
    Sample taken = samples.get(List.of(number)).getFirst();
    if (taken.status() == Sample.Status.QUEUED) queue.add(taken);
    return Optional.of(new Taken(taken, isNew[0]));
  }
}
