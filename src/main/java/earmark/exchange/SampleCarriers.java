package earmark.exchange;

import earmark.access.Caller;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.vocabulary.Known;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Samples with their tags; every user sees all of them. */
public final class SampleCarriers implements Carriers {
  private final Finder finder;
  private final Lexicon lexicon;

  public SampleCarriers(Finder finder, Lexicon lexicon) {
    this.finder = finder;
    this.lexicon = lexicon;
  }

  @Override
  public void forEach(Caller caller, Search search, Set<Tag.Kind> kinds, Action action)
      throws IOException {
    try {
      finder.forEach(search, tagged -> take(tagged, kinds, action));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  private void take(Finder.Tagged tagged, Set<Tag.Kind> kinds, Action action) {
    List<Label> labels = new ArrayList<>();
    if (kinds.contains(Tag.Kind.USER)) {
      for (String name : tagged.user()) {
        Optional<Known> term = lexicon.ofName(LegalForm.USER, name);
        labels.add(
            new Label(
                Tag.Kind.USER,
                name,
                term.map(Known::original).orElse(name),
                term.flatMap(Known::colour)));
      }
    }
    if (kinds.contains(Tag.Kind.SYSTEM)) {
      for (String name : tagged.system()) {
        labels.add(new Label(Tag.Kind.SYSTEM, name, name, Optional.empty()));
      }
    }
    if (labels.isEmpty()) return;
    Sample sample = tagged.sample();
    try {
      action.take(
          new Carrier.OfSample(
              sample.digests(), sample.name(), sample.firstSeen(), sample.lastSeen(), labels));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
