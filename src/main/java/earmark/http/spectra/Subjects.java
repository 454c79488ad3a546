package earmark.http.spectra;

import earmark.analysis.Facts;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.catalogue.Indicator;
import earmark.sample.Analysis;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import earmark.sample.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the samples that reports are about, and fetches what is known of them. */
public final class Subjects {
  private final Finder finder;
  private final Samples samples;
  private final Catalogue catalogue;

  public Subjects(Finder finder, Samples samples, Catalogue catalogue) {
    this.finder = finder;
    this.samples = samples;
    this.catalogue = catalogue;
  }

  /** Those of the samples with these hashes that are here, each once, in this order. */
  List<Subject> find(Collection<SampleHash> hashes) {
    return finder.find(hashes).values().stream()
        .distinct()
        .map(sample -> of(finder.tagged(sample)))
        .toList();
  }

  Subject get(SampleHash hash) {
    return of(finder.tagged(finder.get(hash)));
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

  Optional<Subject> origin(Verdict verdict) {
    return finder.origins(List.of(verdict)).values().stream()
        .findFirst()
        .map(sample -> of(finder.tagged(sample)));
  }
}
