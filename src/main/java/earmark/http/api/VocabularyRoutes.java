package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.vocabulary.Known;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import earmark.vocabulary.Resolution;
import earmark.vocabulary.Term;
import earmark.vocabulary.Vocabularies;
import earmark.vocabulary.Vocabulary;
import earmark.vocabulary.VocabularyImport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Vocabularies: what there is, what a text means in them, and their import. */
public final class VocabularyRoutes {
  private final VocabularyImport vocabularies;
  private final Lexicon lexicon;

  public VocabularyRoutes(VocabularyImport vocabularies, Lexicon lexicon) {
    this.vocabularies = vocabularies;
    this.lexicon = lexicon;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/vocabularies", Route.Needs.USER, this::listVocabularies),
        Route.post("/api/v1/vocabularies", Route.Needs.USER, this::importVocabulary),
        Route.get("/api/v1/vocabularies/resolve", Route.Needs.USER, this::resolveText),
        Route.get("/api/v1/vocabularies/{id}", Route.Needs.USER, this::getVocabulary),
        Route.delete("/api/v1/vocabularies/{id}", Route.Needs.USER, this::removeVocabulary));
  }

  record HeadBody(
      String name,
      String kind,
      String title,
      String description,
      String version,
      int terms,
      String by,
      String at) {
    static HeadBody of(Vocabularies.Head head) {
      return new HeadBody(
          head.name(),
          text(head.kind()),
          head.title(),
          head.description(),
          head.version(),
          head.terms(),
          head.by(),
          head.at().toString());
    }
  }

  record Heads(List<HeadBody> vocabularies) {}

  /**
   * A term.
   *
   * @param userTag its legal name as a User Tag; null if that would be too long
   * @param intelTag the same for tags of reports and indicators
   */
  record TermBody(
      String original,
      String description,
      @Nullable String colour,
      List<String> synonyms,
      @Nullable String userTag,
      @Nullable String intelTag) {
    static TermBody of(Term term) {
      return new TermBody(
          term.original(),
          term.description(),
          term.colour().orElse(null),
          term.synonyms(),
          LegalForm.USER.find(term.original()).orElse(null),
          LegalForm.INTEL.find(term.original()).orElse(null));
    }
  }

  record VocabularyBody(
      String name,
      String kind,
      String title,
      String description,
      String version,
      int total,
      List<TermBody> terms,
      @Nullable String next) {}

  record ImportedBody(
      String name,
      String kind,
      String title,
      String version,
      int terms,
      boolean isNew,
      int added,
      int changed,
      int removed,
      int unchanged,
      int withoutUserTag,
      int withoutIntelTag) {}

  record KnownBody(
      String vocabulary,
      String original,
      @Nullable String userTag,
      @Nullable String intelTag,
      String about,
      @Nullable String colour) {
    static KnownBody of(Known term) {
      return new KnownBody(
          term.vocabulary(),
          term.original(),
          term.name().orElse(null),
          LegalForm.INTEL.find(term.original()).orElse(null),
          term.about(),
          term.colour().orElse(null));
    }
  }

  /**
   * What a text means.
   *
   * @param term the only one that it can mean; null if there are several or none
   * @param candidates all that it can mean
   */
  record Resolved(
      String text, boolean ambiguous, @Nullable KnownBody term, List<KnownBody> candidates) {}

  private static String text(Vocabulary.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Answer listVocabularies(Call call) {
    return Answer.json(200, new Heads(vocabularies.list().stream().map(HeadBody::of).toList()));
  }

  private Answer getVocabulary(Call call) {
    Vocabulary vocabulary = vocabularies.get(call.path("id"));
    List<Term> terms = vocabulary.terms();
    int from = (int) Math.min(Parameters.cursor(call, 0), terms.size());
    int to = Math.min(from + Parameters.limit(call), terms.size());
    return Answer.json(
        200,
        new VocabularyBody(
            vocabulary.name(),
            text(vocabulary.kind()),
            vocabulary.title(),
            vocabulary.description(),
            vocabulary.version(),
            terms.size(),
            terms.subList(from, to).stream().map(TermBody::of).toList(),
            to < terms.size() ? String.valueOf(to) : null));
  }

  private Answer importVocabulary(Call call) throws IOException {
    VocabularyImport.Imported imported;
    try (InputStream in = call.stream(VocabularyImport.BYTES_MAX)) {
      imported = vocabularies.read(call.caller(), in);
    }
    Vocabulary vocabulary = imported.vocabulary();
    return Answer.json(
        imported.isNew() ? 201 : 200,
        new ImportedBody(
            vocabulary.name(),
            text(vocabulary.kind()),
            vocabulary.title(),
            vocabulary.version(),
            vocabulary.terms().size(),
            imported.isNew(),
            imported.added(),
            imported.changed(),
            imported.removed(),
            imported.unchanged(),
            imported.withoutUserTag(),
            imported.withoutIntelTag()));
  }

  private Answer removeVocabulary(Call call) {
    vocabularies.remove(call.caller(), call.path("id"));
    return Answer.empty(204);
  }

  private Answer resolveText(Call call) {
    String text =
        call.query("text").orElseThrow(() -> new Refusal.Invalid("\"text\" is required."));
    return Answer.json(
        200,
        switch (lexicon.resolve(text, LegalForm.USER)) {
          case Resolution.One(Known term) ->
              new Resolved(text, false, KnownBody.of(term), List.of(KnownBody.of(term)));
          case Resolution.Ambiguous(List<Known> candidates) ->
              new Resolved(text, true, null, candidates.stream().map(KnownBody::of).toList());
          case Resolution.Unknown() -> new Resolved(text, false, null, List.of());
        });
  }
}
