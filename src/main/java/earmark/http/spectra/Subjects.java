package earmark.http.spectra;

import earmark.analysis.Facts;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.catalogue.Indicator;
import earmark.sample.Analysis;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the samples that reports are about, and fetches what is known of them. */
public final class Subjects {
  private final Finder finder;
  private final Samples samples;
  private final FileTrees trees;
  private final Catalogue catalogue;

  public Subjects(Finder finder, Samples samples, FileTrees trees, Catalogue catalogue) {
    this.finder = finder;
    this.samples = samples;
    this.trees = trees;
    this.catalogue = catalogue;
  }

  /** Those of the samples with these hashes that are here, each once, in this order. */
  List<Subject> find(Collection<SampleHash> hashes) {
    return finder.find(hashes).values().stream().distinct().map(this::of).toList();
  }

  Subject get(SampleHash hash) {
    return of(finder.get(hash));
  }

  Subject of(Finder.Tagged tagged) {
    return new Subject(tagged, this);
  }

  Optional<Facts> facts(Sample sample) {
    return samples
        .analysis(sample.number())
        .filter(analysis -> analysis.failure().isEmpty())
        .flatMap(Analysis::readable);
  }

  List<Indicator> indicators(Facts facts) {
    return catalogue.indicators(facts).stream()
        .sorted(Comparator.comparingInt(Indicator::priority).reversed())
        .toList();
  }

  Subject of(Sample sample) {
    return of(finder.tagged(sample));
  }

  int extractedFileCount(Sample sample) {
    return trees.count(sample);
  }
}
