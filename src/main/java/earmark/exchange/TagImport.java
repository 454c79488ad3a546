package earmark.exchange;

import earmark.access.Caller;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.tag.UserTagName;
import earmark.things.Growing;
import earmark.things.ThingSet;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Puts the tags of a file on the samples that it names, as one operation. Lines that can't be read
 * and samples that are not here are told and left out; the others are carried out all or not at
 * all.
 */
public final class TagImport {
  private static final int AT_ONCE = 1_000;

  private final Finder finder;
  private final SampleTags tags;
  private final TagNames names;

  public TagImport(Finder finder, SampleTags tags, Lexicon lexicon) {
    this.finder = finder;
    this.tags = tags;
    this.names = new TagNames(lexicon, LegalForm.USER, text -> UserTagName.parse(text).text());
  }

  /**
   * What an import did, or would do.
   *
   * @param wishes how many tags on things the file names
   * @param edited for each tag: how many samples got it, had it and were skipped
   * @param samples how many samples it was about
   * @param unknown the lines with hashes of no sample here, each hash once
   * @param refused the lines that can't be read, and why
   */
  public record Imported(
      long wishes, SampleTags.Edited edited, int samples, LeftOut unknown, LeftOut refused) {}

  /** What a file asks for, put together. */
  public final class Read implements TagLine.Sink {
    private final Map<UserTagName, Growing> wanted = new LinkedHashMap<>();
    private final LeftLines unknown = new LeftLines();
    private final LeftLines refused = new LeftLines();
    private final List<Wish> waiting = new ArrayList<>();
    private final Set<String> unknownValues = new HashSet<>();
    private long wishes;

    private record Wish(long line, SampleHash hash, UserTagName name) {}

    private Read() {}

    @Override
    public void wished(TagLine wish) {
      wishes++;
      try {
        SampleHash hash = SampleHash.parse(wish.value());
        waiting.add(new Wish(wish.line(), hash, new UserTagName(names.of(wish.tag()))));
      } catch (Refusal.Invalid e) {
        refused(wish.line(), e.reason());
      }
      if (waiting.size() == AT_ONCE) findWaiting();
    }

    @Override
    public void refused(long line, String why) {
      refused.add(line, why);
    }

    private void findWaiting() {
      Set<SampleHash> hashes = new HashSet<>();
      for (Wish wish : waiting) hashes.add(wish.hash());
      Map<SampleHash, Sample> here = finder.find(hashes);
      for (Wish wish : waiting) {
        Sample sample = here.get(wish.hash());
        if (sample == null) {
          String hash = wish.hash().hex();
          if (unknownValues.add(hash)) unknown.add(wish.line(), hash);
          continue;
        }
        wanted.computeIfAbsent(wish.name(), _ -> new Growing(ThingSet.none())).add(sample.number());
      }
      TagNames.checkCount(wanted.size());
      waiting.clear();
    }

    /** The names of the tags that it asks for. */
    public List<String> names() {
      return wanted.keySet().stream().map(UserTagName::text).toList();
    }

    private Map<UserTagName, ThingSet> sets() {
      Map<UserTagName, ThingSet> sets = new LinkedHashMap<>();
      wanted.forEach((name, samples) -> sets.put(name, samples.get()));
      return sets;
    }

    private Imported with(SampleTags.Edited edited) {
      return new Imported(
          wishes, edited, ThingSet.union(sets().values()).size(), unknown.get(), refused.get());
    }
  }

  /** Reads a file to its end; nothing is changed by it. */
  public Read read(TagLine.Source source) throws IOException {
    Read read = new Read();
    source.read(read);
    read.findWaiting();
    return read;
  }

  /**
   * Carries out what a file asks for.
   *
   * @param key made when the file was read, since it may stand for its bytes
   */
  public Imported apply(
      Caller caller,
      Via via,
      Read read,
      Optional<String> reason,
      Supplier<Optional<RequestKey>> key) {
    return read.with(tags.give(caller, via, read.sets(), reason, key.get()));
  }

  /** What {@link #apply} would do now. */
  public Imported preview(Read read) {
    return read.with(tags.previewGive(read.sets()));
  }
}
