package earmark.exchange;

import earmark.access.Caller;
import earmark.indicator.IndicatorQuery;
import earmark.indicator.TaggedIndicators;
import earmark.report.Report;
import earmark.report.ReportFilter;
import earmark.report.ReportSearch;
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

/** Where tags that leave come from: samples, indicators and reports, as a caller sees them. */
public final class TagSources {
  private final Finder finder;
  private final TaggedIndicators indicators;
  private final ReportSearch reports;
  private final Lexicon lexicon;

  public TagSources(
      Finder finder, TaggedIndicators indicators, ReportSearch reports, Lexicon lexicon) {
    this.finder = finder;
    this.indicators = indicators;
    this.reports = reports;
    this.lexicon = lexicon;
  }

  /** The samples that a search finds with tags of these kinds; every user sees all of them. */
  public Carriers samples(Search search, Set<Tag.Kind> kinds) {
    return action ->
        unwrapped(() ->
            finder.forEach(
                search,
                tagged -> {
                  List<Label> labels = labels(tagged, kinds);
                  if (!labels.isEmpty()) take(action, of(tagged.sample(), labels));
                }));
  }

  /**
   * The indicators that a query finds with tags, in enclaves that the caller reads.
   *
   * @throws earmark.refusal.Refusal.Forbidden if the query names one that he does not
   */
  public Carriers indicators(Caller caller, IndicatorQuery query) {
    TaggedIndicators.Found found = indicators.find(caller, query);
    return action -> unwrapped(() -> found.forEach(one -> take(action, of(one))));
  }

  /**
   * The reports that a filter finds with tags, in enclaves that the caller reads; without what they
   * say.
   *
   * @throws earmark.refusal.Refusal.Forbidden if the filter names one that he does not
   */
  public Carriers reports(Caller caller, ReportFilter filter) {
    ReportSearch.Found found = reports.tagged(caller, filter);
    return action -> unwrapped(() -> found.forEach(report -> take(action, of(report))));
  }

  private List<Label> labels(Finder.Tagged tagged, Set<Tag.Kind> kinds) {
    List<Label> labels = new ArrayList<>();
    if (kinds.contains(Tag.Kind.USER)) {
      for (String name : tagged.user()) {
        labels.add(label(Tag.Kind.USER, LegalForm.USER, name));
      }
    }
    if (kinds.contains(Tag.Kind.SYSTEM)) {
      for (String name : tagged.system()) {
        labels.add(new Label(Tag.Kind.SYSTEM, name, name, Optional.empty()));
      }
    }
    return labels;
  }

  private Label label(Tag.Kind kind, LegalForm form, String name) {
    Optional<Known> term = lexicon.ofName(form, name);
    return new Label(
        kind, name, term.map(Known::original).orElse(name), term.flatMap(Known::colour));
  }

  private static Carrier of(Sample sample, List<Label> labels) {
    return new Carrier.OfSample(
        sample.digests(), sample.name(), sample.firstSeen(), sample.lastSeen(), labels);
  }

  private Carrier of(TaggedIndicators.OfEnclave one) {
    return new Carrier.OfIndicator(
        one.indicator().guid(),
        one.enclave(),
        one.indicator().value().type().name(),
        one.indicator().value().text(),
        one.firstSeen(),
        one.lastSeen(),
        one.tags().stream().map(name -> label(Tag.Kind.INDICATOR, LegalForm.INTEL, name)).toList());
  }

  private Carrier of(Report report) {
    return new Carrier.OfReport(
        report.guid(),
        report.enclave(),
        report.title(),
        report.body(),
        report.created(),
        report.updated(),
        List.of(),
        report.tags().stream().map(name -> label(Tag.Kind.REPORT, LegalForm.INTEL, name)).toList());
  }

  private static void take(Carriers.Action action, Carrier carrier) {
    try {
      action.take(carrier);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unwrapped(Runnable work) throws IOException {
    try {
      work.run();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }
}
